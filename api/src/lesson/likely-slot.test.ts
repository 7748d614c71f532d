import { expect, it } from 'vitest';
import { likelySlot } from './likely-slot.ts';

const bells = [1, 2, 3, 4].map((slot) => ({ slot, from: `0${slot + 7}:00`, to: `0${slot + 7}:45` }));

it('the slot that rings now, else the next, unless the group has a lesson then', () => {
  expect(likelySlot(bells, '09:10', [])).toBe(2);
  expect(likelySlot(bells, '08:50', [])).toBe(2);
  expect(likelySlot(bells, '09:10', [2, 3])).toBe(4);
});

it('at the end of the day the last free one, and the last one when all are taken', () => {
  expect(likelySlot(bells, '18:00', [])).toBe(4);
  expect(likelySlot(bells, '09:10', [2, 3, 4])).toBe(1);
  expect(likelySlot(bells, '18:00', [1, 2, 3, 4])).toBe(4);
});

it('the first where no bells are known', () => expect(likelySlot([], '09:00', [])).toBe(1));

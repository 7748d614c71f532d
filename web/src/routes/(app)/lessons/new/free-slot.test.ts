import { expect, test } from 'vitest';
import { freeSlot } from './free-slot.ts';

const bells = [1, 2, 3, 4].map((slot) => ({ slot }));

test('the likely slot, unless the group has a lesson then', () => {
  expect(freeSlot(bells, 2, [])).toBe(2);
  expect(freeSlot(bells, 2, [2, 3])).toBe(4);
});

test('at the end of the day the last free one, and the likely one when all are taken', () => {
  expect(freeSlot(bells, 4, [4])).toBe(3);
  expect(freeSlot(bells, 4, [1, 2, 3, 4])).toBe(4);
});

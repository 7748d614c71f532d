import { expect, it } from 'vitest';
import { sizeOf } from './size.ts';

it('is said in the unit that fits', () => {
  expect(sizeOf(12, 'en')).toBe('1 kB');
  expect(sizeOf(312_400, 'en')).toBe('312 kB');
  expect(sizeOf(1_440_000, 'ru').replace(/\s/g, ' ')).toBe('1,4 МБ');
});

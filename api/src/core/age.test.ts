import { expect, it } from 'vitest';
import { ageOn } from './age.ts';

it.each([
  ['2012-11-20', '2026-11-19', 13],
  ['2012-11-20', '2026-11-20', 14],
  ['2012-02-29', '2026-02-28', 13],
  ['2012-02-29', '2026-03-01', 14],
])('born %s, on %s: %i', (born, date, age) => expect(ageOn(born, date)).toBe(age));

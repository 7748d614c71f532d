import { expect, test } from 'vitest';
import { teacherOn } from './teaching.ts';

const until = (teacherId: string, to: string | null, from = '2026-09-01') => ({ teacherId, from, to });

test.each([
  ['before the change', '2026-11-20', [until('old', '2026-11-22'), until('new', null, '2026-11-23')], 'old'],
  ['from the change on', '2026-11-23', [until('old', '2026-11-22'), until('new', null, '2026-11-23')], 'new'],
  ['after a gap', '2026-12-01', [until('old', '2026-11-22'), until('new', null, '2026-11-30')], 'new'],
  ['in the gap', '2026-11-25', [until('old', '2026-11-22'), until('new', null, '2026-11-30')], 'old'],
  ['where nobody took over', '2026-11-25', [until('old', '2026-11-22')], 'old'],
  [
    'of two teachers of a group the one who stays takes over',
    '2026-11-25',
    [until('old', '2026-11-22'), until('second', null)],
    'second',
  ],
  [
    'the one who came stands before the one who was there',
    '2026-11-25',
    [until('old', '2026-11-22'), until('second', null), until('new', null, '2026-11-23')],
    'new',
  ],
  [
    'where two came it is not plain who',
    '2026-11-25',
    [until('old', '2026-11-22'), until('a', null, '2026-11-23'), until('b', null, '2026-11-23')],
    'old',
  ],
  ['chosen on purpose: never taught the group', '2026-11-25', [until('new', null)], 'old'],
  [
    'who came back',
    '2026-12-10',
    [until('old', '2026-11-22'), until('new', '2026-12-09', '2026-11-23'), until('old', null, '2026-12-10')],
    'old',
  ],
])('%s', (_, date, teaching, teacher) => {
  expect(teacherOn(teaching, 'old', date)).toBe(teacher);
});

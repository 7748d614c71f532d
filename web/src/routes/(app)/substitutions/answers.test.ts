import { expect, it } from 'vitest';
import { decidedOf, type DayLesson } from './answers.ts';

const date = '2026-11-20';
const lesson = (given: object) =>
  ({ date, cancelled: null, substitute: null, together: null, movedFrom: null, ...given }) as unknown as DayLesson;

it('tells what was decided about a lesson, the strongest word first', () => {
  const substitute = { id: 'a', short: 'Дьяков И. П.' };
  const movedFrom = { date: '2026-11-19', slot: 1 };
  expect(decidedOf(lesson({}), date)).toBe('wanted');
  expect(decidedOf(lesson({ substitute, movedFrom }), date)).toBe('substitute');
  const together = (broken: boolean) => ({ substitute, together: { groups: ['7А'], broken } });
  expect(decidedOf(lesson(together(false)), date)).toBe('merged');
  expect(decidedOf(lesson(together(true)), date)).toBe('parted');
  expect(decidedOf(lesson({ cancelled: 'other', substitute }), date)).toBe('cancelled');
  expect(decidedOf(lesson({ date: '2026-11-21', movedFrom: { date, slot: 1 } }), date)).toBe('moved');
  expect(decidedOf(lesson({ movedFrom }), date)).toBe('movedHere');
});

import type { GridLesson } from '@peremena/events';
import { describe, expect, it } from 'vitest';
import { planGrid, type PlanAsked } from './plan-grid.ts';
import type { GridColumn } from './columns.ts';

const teacher = (id: string, family: string, given: string, middle: string) => ({
  id,
  name: { family, given, middle },
  short: `${family} ${given[0]}. ${middle[0]}.`,
});
const group = (id: string, title: string, classTitle: string | null, subject: string, teachers: readonly string[]) => ({
  id,
  title,
  classId: classTitle,
  classTitle,
  subjectId: subject,
  subject,
  teachers,
});
const asked: PlanAsked = {
  versionId: '0b7a1d4e-5f0c-4c1e-9a3e-2f6f8f1f0a11',
  groups: [
    group('algebra', '7Б', '7Б', 'Алгебра', ['t1']),
    group('english 1', '1 группа', '7Б', 'Английский язык', ['t2']),
    group('english 2', '2 группа', '7Б', 'Английский язык', ['t3']),
    group('choir', 'Хор 5–7', null, 'Музыка', []),
  ],
  teachers: [
    teacher('t1', 'Кравцова', 'Елена', 'Андреевна'),
    teacher('t2', 'Смирнова', 'Ольга', 'Викторовна'),
    teacher('t3', 'Смирнова', 'Ольга', 'Вадимовна'),
    teacher('t4', 'Ёлкин', 'Пётр', 'Ильич'),
  ],
  lessons: [],
  rooms: ['214', 'Спортзал'],
  slots: new Set([1, 2, 3]),
  answers: new Map(),
};
const row = (cells: Partial<Record<GridColumn, string>>, at = 2) => ({
  sheet: null,
  row: at,
  cells: { day: 'вт', lesson: '2', class: '7Б', subject: 'Алгебра', ...cells },
});
const fate = (cells: Partial<Record<GridColumn, string>>, more: Partial<PlanAsked> = {}) => {
  const { rows, lessons } = planGrid([row(cells)], { ...asked, ...more });
  const [one] = rows;
  return one?.reason ? `${one.column}: ${one.reason}` : lessons[0];
};

describe('a row', () => {
  it('is a lesson; who teaches the group need not be written', () => {
    expect(fate({})).toMatchObject({
      groupId: 'algebra',
      weekday: 1,
      slot: 2,
      weeks: 'every',
      teacherId: 't1',
      room: null,
    });
    expect(
      fate({ teacher: 'Елкин П.И.', room: 'спортзал', weeks: 'нечёт.', lesson: '3-й', day: 'Среда' }),
    ).toMatchObject({
      weekday: 2,
      slot: 3,
      weeks: 'odd',
      teacherId: 't4',
      room: 'Спортзал',
    });
  });

  it('finds the class however it is written, and a group of several classes by its title', () => {
    expect(fate({ class: '7 «б»', subject: 'алгебра' })).toMatchObject({ groupId: 'algebra' });
    expect(fate({ class: '7B'.replace('B', 'Б') })).toMatchObject({ groupId: 'algebra' });
    const choir = planGrid([{ ...row({ subject: 'Музыка', group: 'Хор 5–7', teacher: 'Елкин' }), cells: { day: 'вт', lesson: '2', subject: 'Музыка', group: 'Хор 5–7', teacher: 'Елкин' } }], asked); // prettier-ignore
    expect(choir.lessons).toMatchObject([{ groupId: 'choir', teacherId: 't4' }]);
  });

  it.each([
    [{ day: 'восьмница' }, 'day: day_unknown'],
    [{ lesson: 'нулевой' }, 'lesson: lesson_unknown'],
    [{ lesson: '9' }, 'lesson: lesson_without_bell'],
    [{ class: '9Я' }, 'class: class_unknown'],
    [{ subject: 'Магия' }, 'subject: subject_unknown'],
    [{ subject: 'Английский язык' }, 'group: group_needed'],
    [{ subject: 'Английский язык', group: '3 группа' }, 'group: group_unknown'],
    [{ teacher: 'Неизвестнов' }, 'teacher: teacher_unknown'],
    [{ teacher: 'Смирнова О. В.' }, 'teacher: teacher_ambiguous'],
    [{ room: '999' }, 'room: room_unknown'],
    [{ weeks: 'по пятницам' }, 'weeks: weeks_unknown'],
    [{ subject: '=HYPERLINK("x")' }, 'subject: cell_formula'],
  ] as const)('%j is refused: %s', (cells, reason) => {
    expect(fate(cells)).toBe(reason);
  });

  it('with a name of several teachers is asked about, never guessed, and taken with the answer', () => {
    const english = { subject: 'Английский язык', group: '1 группа', teacher: 'Смирнова' };
    expect(planGrid([row(english)], asked).asked).toEqual([{ name: 'Смирнова', teachers: ['t2', 't3'] }]);
    const answered = { ...asked, answers: new Map([['смирнова', 't3']]) };
    expect(planGrid([row(english)], answered)).toMatchObject({ asked: [], lessons: [{ teacherId: 't3' }] });
    const foreign = { ...asked, answers: new Map([['смирнова', 't1']]) };
    expect(planGrid([row(english)], foreign).lessons).toEqual([]);
  });

  it('without day and lesson has no place yet and is left aside', () => {
    const waiting = { sheet: null, row: 2, cells: { class: '7Б', subject: 'Алгебра' } };
    expect(planGrid([waiting], asked)).toMatchObject({ aside: 1, rows: [], lessons: [] });
  });
});

describe('a file', () => {
  it('read again changes nothing', () => {
    const rows = [row({}), row({ day: 'пн' }, 3)];
    const first = planGrid(rows, asked);
    expect(first.lessons).toHaveLength(2);
    const again = planGrid(rows, { ...asked, lessons: first.lessons });
    expect(again.lessons).toEqual([]);
    expect(again.rows.map((one) => one.fate)).toEqual(['unchanged', 'unchanged']);
  });

  it('with the same lesson twice is told so, and one that stands there otherwise is not overwritten', () => {
    const { rows, lessons } = planGrid([row({}), row({ room: '214' }, 3)], asked);
    expect(rows.map((one) => one.reason)).toEqual([null, 'row_twice']);
    expect(fate({ room: '214' }, { lessons })).toBe('room: lesson_differs');
    expect(fate({ teacher: 'Ёлкин' }, { lessons })).toBe('teacher: lesson_differs');
  });

  it('places a lesson anew whose first one was moved away in the grid', () => {
    const [lesson] = planGrid([row({})], asked).lessons;
    const moved = { ...lesson, weekday: 4 } as GridLesson;
    const again = planGrid([row({})], { ...asked, lessons: [moved] }).lessons;
    expect(again).toHaveLength(1);
    expect(again[0]?.gridLessonId).not.toBe(moved.gridLessonId);
  });
});

import type { ChangeReason } from '@peremena/events';
import { scales } from '@peremena/events';
import { expect, test } from 'vitest';
import { homeworkDue } from './due.ts';
import { subjectsOf } from './subjects.ts';
import { addDays, weekOf } from './week.ts';

const lesson = (
  id: string,
  date: string,
  given: { text: string; dueOn: string | null } | null = null,
  groupId = 'group',
) => ({ id, date, given, groupId, cancelled: null as ChangeReason | null });

test('a week goes from Monday to Sunday, over the ends of months and years', () => {
  expect(weekOf('2026-09-06')).toEqual({ from: '2026-08-31', to: '2026-09-06' });
  expect(weekOf('2026-09-07')).toEqual({ from: '2026-09-07', to: '2026-09-13' });
  expect(weekOf('2027-01-01')).toEqual({ from: '2026-12-28', to: '2027-01-03' });
  expect(addDays('2028-02-28', 2)).toBe('2028-03-01');
});

test('homework is not due at a lesson that is cancelled', () => {
  const lessons = [
    lesson('a', '2026-09-01', { text: 'next', dueOn: null }),
    { ...lesson('b', '2026-09-03'), cancelled: 'other' as const },
    lesson('c', '2026-09-07'),
  ];
  expect([...homeworkDue(lessons).keys()]).toEqual(['c']);
});

test('homework without a day is due at the next lesson of its group, with a day at the first lesson of that day', () => {
  const lessons = [
    lesson('a', '2026-09-01', { text: 'next', dueOn: null }),
    lesson('other', '2026-09-02', null, 'another group'),
    lesson('b', '2026-09-03', { text: 'on the 7th', dueOn: '2026-09-07' }),
    lesson('c', '2026-09-07', { text: 'no lesson that day', dueOn: '2026-09-08' }),
    lesson('d', '2026-09-07'),
  ];
  expect(Object.fromEntries(homeworkDue(lessons))).toEqual({
    b: [{ text: 'next', fromDate: '2026-09-01' }],
    c: [{ text: 'on the 7th', fromDate: '2026-09-03' }],
  });
});

test('a subject has its average now and before the week, the last twelve marks, and what was missed', () => {
  const subject = { id: 's', title: 'Алгебра' };
  const at = (date: string, value: string | null, attendance: 'ill' | 'late' | null = null) => ({
    subject,
    date,
    attendance,
    marks:
      value === null
        ? []
        : [
            {
              id: date,
              value,
              weight: 1,
              kind: 'classwork' as const,
              event: date,
              changed: false,
              at: `${date}T08:00:00.000Z`,
            },
          ],
  });
  const before = Array.from({ length: 12 }, (_, day) => at(addDays('2026-09-01', day), '4'));
  const [answer] = subjectsOf(
    scales.five,
    [...before, at('2026-09-14', '5', 'late'), at('2026-09-15', null, 'ill')],
    '2026-09-14',
  );
  expect(answer).toMatchObject({ average: '4.08', previousAverage: '4.00', missed: 1, late: 1 });
  expect(answer?.spark).toEqual([...Array.from({ length: 11 }, () => 4), 5]);
});

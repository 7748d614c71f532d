import { describe, expect, it } from 'vitest';
import {
  deltaOf,
  freshMarks,
  nextSchoolDay,
  nowIn,
  shownDays,
  signed,
  type DiaryDay,
  type DiaryLesson,
} from './diary.ts';

const lesson = (from: string, to: string, more: Partial<DiaryLesson> = {}): DiaryLesson => ({
  id: from,
  groupId: '7b',
  date: '2026-11-18',
  slot: 1,
  from,
  to,
  room: null,
  subject: { id: 'a', title: 'Алгебра' },
  topic: null,
  given: null,
  due: [],
  attendance: null,
  marks: [],
  teacher: 'Кравцова Е. А.',
  outside: false,
  substituted: false,
  together: null,
  cancelled: null,
  movedFrom: null,
  ...more,
});
const mark = (value: string, at: string | null) => ({
  id: value,
  value,
  weight: 1,
  kind: 'test' as const,
  event: value,
  at,
  changed: false,
});
const day = (date: string, ...lessons: DiaryLesson[]): DiaryDay => ({ date, special: null, lessons });

describe('what is new', () => {
  const days = [
    day(
      '2026-11-16',
      lesson('08:30', '09:15', { marks: [mark('5', '2026-11-18T10:00:00Z')] }),
      lesson('09:25', '10:10', { marks: [mark('4', '2026-11-17T08:00:00Z')] }),
      lesson('10:25', '11:10', { marks: [mark('3', null)] }),
    ),
  ];

  it('is what the notices say nobody has looked at yet, in the order it was written', () => {
    const values = (...events: readonly string[]) => freshMarks(days, events).map(({ mark: { value } }) => value);
    expect(values('5', '4')).toEqual(['4', '5']);
    expect(values('3', 'of another week')).toEqual(['3']);
    expect(values()).toEqual([]);
  });
});

describe('the day now', () => {
  const lessons = [lesson('08:30', '09:15'), lesson('09:25', '10:10')];

  it('knows the lesson, the break, before and after', () => {
    expect(nowIn(lessons, '08:45')).toMatchObject({ current: { from: '08:30' }, next: { from: '09:25' }, left: 30 });
    expect(nowIn(lessons, '09:15')).toMatchObject({ current: null, next: { from: '09:25' }, begun: true });
    expect(nowIn(lessons, '07:00')).toMatchObject({ current: null, begun: false });
    expect(nowIn(lessons, '12:00')).toMatchObject({ current: null, next: null, begun: true });
  });
});

it('shows the weekend only when there are lessons', () => {
  const week = ['16', '17', '18', '19', '20', '21', '22'].map((date) => day(`2026-11-${date}`));
  expect(shownDays(week)).toHaveLength(5);
  expect(shownDays([...week.slice(0, 5), day('2026-11-21', lesson('08:30', '09:15')), day('2026-11-22')])).toHaveLength(
    6,
  );
});

it('gathers what is to be ready for the next day with lessons', () => {
  const due = [{ text: '№ 312', fromDate: '2026-11-16' }];
  const days = [day('2026-11-18'), day('2026-11-19'), day('2026-11-20', lesson('08:30', '09:15', { due }))];
  expect(nextSchoolDay(days, '2026-11-18')).toMatchObject({ date: '2026-11-20', tasks: [{ text: '№ 312' }] });
  expect(nextSchoolDay(days, '2026-11-20')).toBeNull();
});

it('says how an average moved', () => {
  expect(deltaOf({ average: '4.47', previousAverage: '4.40' })).toBe(7);
  expect(deltaOf({ average: '4.47', previousAverage: null })).toBeNull();
  expect([7, -11, 0].map(signed)).toEqual(['+0.07', '−0.11', '0']);
});

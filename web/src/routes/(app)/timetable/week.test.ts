import { expect, it } from 'vitest';
import { askedOf, chosenOf, daysOf, rowsOf, type TimetableLesson } from './week.ts';

const lesson = (date: string, slot: number) => ({ date, slot, from: '08:30', to: '09:15' }) as TimetableLesson;
const week = { from: '2026-11-16', to: '2026-11-22' };

it('shows school days, and a Saturday that has lessons', () => {
  expect(daysOf({ week, lessons: [] })).toHaveLength(5);
  expect(daysOf({ week, lessons: [lesson('2026-11-21', 1)] }).at(-1)).toBe('2026-11-21');
});

it('shows the bells from the first lesson to the last, free hours between them too', () => {
  const bells = [1, 2, 3, 4, 5].map((slot) => ({ slot, from: `0${slot}:00`, to: `0${slot}:45` }));
  const slots = rowsOf({ bells, lessons: [lesson('2026-11-16', 2), lesson('2026-11-17', 4), lesson('2026-11-17', 9)] });
  expect(slots.map(({ slot }) => slot)).toEqual([2, 3, 4, 5, 9]);
});

it('reads a choice and shows it again; what is no choice is the own week', () => {
  const none = { class: null, group: null, teacher: null, room: null, pupil: null };
  for (const of of ['class:a', 'group:d', 'teacher:b', 'room:3:1', 'pupil:c'])
    expect(chosenOf({ ...none, ...askedOf(of) })).toBe(of);
  for (const of of [null, '', 'class', 'class:', ':a', 'lesson:a']) expect(askedOf(of)).toEqual({});
  expect(chosenOf(none)).toBe('');
});

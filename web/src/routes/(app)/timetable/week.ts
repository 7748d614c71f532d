import type { AnswerOf, Api } from '#lib/answers.ts';
import { addDays } from '#lib/i18n/dates.ts';

export type Timetable = AnswerOf<Api['schools'][':schoolId']['timetable']['$get']>;
export type TimetableLesson = Timetable['lessons'][number];

const kinds = ['class', 'group', 'teacher', 'pupil', 'room'] as const;

/** `of=class:ID`, `group:ID`, `teacher:ID`, `pupil:ID` or `room:NAME`, as the choice sends it; anything else is the own week. */
export function askedOf(of: string | null): Partial<Record<(typeof kinds)[number], string>> {
  const cut = of?.indexOf(':') ?? -1;
  const [kind, value] = [of?.slice(0, cut), of?.slice(cut + 1) ?? ''];
  if (cut < 1 || value === '') return {};
  return kinds.some((one) => one === kind) ? { [kind as 'class']: value } : {};
}

/** What the choice shows as chosen; empty where there is no week. */
export function chosenOf(of: Timetable['of']): string {
  const kind = kinds.find((one) => of[one] !== null);
  return kind ? `${kind}:${of[kind]}` : '';
}

/** The days of the week that are shown: Monday to Friday, and the others where they have lessons. */
export function daysOf({ week, lessons }: Pick<Timetable, 'week' | 'lessons'>): readonly string[] {
  const taken = new Set(lessons.map(({ date }) => date));
  return Array.from({ length: 7 }, (_, day) => addDays(week.from, day)).filter(
    (date, day) => day < 5 || taken.has(date),
  );
}

/** The bells between the first and the last lesson of the week, and those of lessons that no bell rings for. */
export function rowsOf({ bells, lessons }: Pick<Timetable, 'bells' | 'lessons'>) {
  const slots = lessons.map(({ slot }) => slot);
  const [first, last] = [Math.min(...slots), Math.max(...slots)];
  const rung = bells.filter(({ slot }) => first <= slot && slot <= last);
  const known = new Set(rung.map(({ slot }) => slot));
  const others = lessons.filter(({ slot }) => !known.has(slot)).map(({ slot, from, to }) => ({ slot, from, to }));
  return [...new Map([...rung, ...others].map((row) => [row.slot, row])).values()].toSorted((a, b) => a.slot - b.slot);
}

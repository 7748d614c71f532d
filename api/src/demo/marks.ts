import type { PersonId, WorkKind } from '@peremena/events';
import { chance } from './chance.ts';
import type { DemoLesson } from './lessons.ts';
import type { DemoPupil } from './school.ts';
import { subjects } from './subjects.ts';

/** What the marks of a lesson were for: a test now and then, a quiz more often, else answers in class. */
export function workOf({ group, index }: DemoLesson): { readonly kind: WorkKind; readonly weight: number } | null {
  if (subjects[group.code].marked < 5 || group.klass.grade === 1) return null;
  // Tests of different subjects do not fall on one day.
  const place = index + chance(`works/${group.key}`).between(0, 8);
  if (place % 9 === 8) return { kind: 'test', weight: 3 };
  if (place % 5 === 3) return { kind: 'quiz', weight: 2 };
  return place % 4 === 1 ? { kind: 'homework', weight: 1 } : null;
}

export interface DemoMark {
  readonly pupil: DemoPupil;
  readonly value: string;
}

/** Marks of a lesson: everybody there at a test or quiz, else a few who had their turn. */
export function marksOf(lesson: DemoLesson, away: ReadonlySet<PersonId>): readonly DemoMark[] {
  const { group, lessonId } = lesson;
  // The first grade learns without marks.
  if (group.klass.grade === 1) return [];
  const luck = chance(`marks/${lessonId}`);
  const share = (workOf(lesson)?.weight ?? 1) > 1 ? 1 : (subjects[group.code].marked / 28) * (0.6 + 0.8 * luck.next());
  return group.pupils.flatMap((pupil) => {
    const turn = luck.next() < share;
    const bell = luck.bell();
    if (!turn || away.has(pupil.personId)) return [];
    const likes = 0.35 * chance(`likes/${pupil.key}/${group.code}`).bell();
    const value = Math.round(pupil.ability + likes + 0.65 * bell);
    return [{ pupil, value: String(Math.min(5, Math.max(2, value))) }];
  });
}

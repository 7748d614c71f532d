import type { GridLessonTold, GridsCompared, WeekOf } from '@peremena/projections/queries';

/** One difference: a lesson that is new, gone, or stands elsewhere. */
export interface Difference {
  readonly before: GridLessonTold | null;
  readonly after: GridLessonTold | null;
}

const place = ({ weekday, slot, weeks, room, teacherId }: GridLessonTold) =>
  [weekday, slot, weeks, room, teacherId].join(' ');
const inWeek = (a: GridLessonTold, b: GridLessonTold) => a.weekday - b.weekday || a.slot - b.slot;

/** What changed between two grids for one person: lessons of the groups the pupil is in, or of the teacher. Paired group by group. */
export function differences(
  { before, after }: Pick<GridsCompared, 'before' | 'after'>,
  of: WeekOf,
): readonly Difference[] {
  const mine = (lessons: readonly GridLessonTold[]) =>
    lessons.filter((lesson) => concerns(lesson, of)).toSorted(inWeek);
  const [old, fresh] = [mine(before), mine(after)];
  const same = new Set(old.map((lesson) => `${lesson.groupId} ${place(lesson)}`));
  const kept = new Set(fresh.map((lesson) => `${lesson.groupId} ${place(lesson)}`));
  const gone = old.filter((lesson) => !kept.has(`${lesson.groupId} ${place(lesson)}`));
  const come = fresh.filter((lesson) => !same.has(`${lesson.groupId} ${place(lesson)}`));
  const left = Map.groupBy(gone, ({ groupId }) => groupId);
  const paired = come.map((lesson): Difference => ({
    before: left.get(lesson.groupId)?.shift() ?? null,
    after: lesson,
  }));
  const rest = [...left.values()].flat().map((lesson): Difference => ({ before: lesson, after: null }));
  const at = ({ before: one, after: other }: Difference) => other ?? one;
  return [...paired, ...rest].toSorted((a, b) => {
    const [one, other] = [at(a), at(b)];
    return one && other ? inWeek(one, other) : 0;
  });
}

function concerns(lesson: GridLessonTold, of: WeekOf): boolean {
  if ('teacherId' in of) return lesson.teacherId === of.teacherId;
  return 'groupIds' in of && of.groupIds.includes(lesson.groupId);
}

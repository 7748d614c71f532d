import type { GridLesson } from '../timetable.ts';
import { gridClashes, type GridClashesAsked } from './grid-clashes.ts';
import { bellsOf } from './school-days.ts';

/** A lesson that is looked for a place: without one, and under no id where it is new. */
export interface PlacelessLesson extends Pick<GridLesson, 'groupId' | 'teacherId' | 'weeks' | 'room'> {
  readonly gridLessonId: string | null;
}

/** A place of the week where a bell rings for the group, and what would clash there: each other lesson, by what both want. */
export interface GridPlace {
  readonly weekday: number;
  readonly slot: number;
  readonly taken: readonly { readonly kind: 'teacher' | 'room' | 'group'; readonly by: string }[];
}

/**
 * Every place a lesson could be given in a weekly grid, Monday to Saturday, with the clashes it would make there: those, and no others, that
 * the grid would have with the lesson standing there.
 */
export function gridPlaces(asked: GridClashesAsked, wanted: PlacelessLesson): readonly GridPlace[] {
  const { groupId } = wanted;
  const id = wanted.gridLessonId ?? 'wanted';
  const bells = bellsOf(asked.days, { groupId, classId: asked.groups.get(groupId)?.classId ?? null });
  return [0, 1, 2, 3, 4, 5].flatMap((weekday) => {
    const others = asked.lessons.filter((one) => one.weekday === weekday && one.gridLessonId !== id);
    return bells.map(({ slot }): GridPlace => {
      const lesson = { ...wanted, gridLessonId: id, weekday, slot } as GridLesson;
      const clashes = gridClashes({ ...asked, lessons: [...others, lesson] });
      const taken = clashes.flatMap(({ kind, first, second }) =>
        first === id ? [{ kind, by: second }] : second === id ? [{ kind, by: first }] : [],
      );
      return { weekday, slot, taken };
    });
  });
}

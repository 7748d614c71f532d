import type { LessonAnswer } from '#lib/marking/answers.ts';
import type { GridPage } from '#lib/marking/cells.ts';

/** A lesson as a journal of one column, so that its marks are given by the same rules. */
export function columnOf({ lesson, pupils, scale }: LessonAnswer): GridPage {
  return {
    values: scale.values,
    lessons: [{ id: lesson.id, date: lesson.date, mayWrite: lesson.mayWrite }],
    pupils: pupils.map(({ id, mark, attendance }) => ({
      id,
      from: null,
      to: null,
      cells: { [lesson.id]: { mark, attendance } },
    })),
  };
}

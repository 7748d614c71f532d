import type { DiaryLesson } from './query.ts';

/** Homework that is to be ready for a lesson, and the date it was given. */
export interface Due {
  readonly text: string;
  readonly fromDate: string;
}

type Given = Pick<DiaryLesson, 'id' | 'groupId' | 'date' | 'given' | 'cancelled'>;

/**
 * Which homework is due at which lesson: on the day it is due for, at the group's first lesson of that day, or the next one where that day
 * has none; without a day, at the next lesson of the group that is given. `lessons` are in order of time.
 */
export function homeworkDue(lessons: readonly Given[]): ReadonlyMap<string, readonly Due[]> {
  const due = new Map<string, Due[]>();
  lessons.forEach((lesson, at) => {
    if (!lesson.given) return;
    const { text, dueOn } = lesson.given;
    const ahead = lessons.slice(at + 1).filter(({ groupId }) => groupId === lesson.groupId);
    // The day it is due for may have become one without a lesson: then it is due at the next one.
    const target =
      ahead.find(({ date }) => date === dueOn) ??
      ahead.find(({ date, cancelled }) => cancelled === null && (dueOn === null || date > dueOn));
    if (!target) return;
    const list = due.get(target.id);
    const one = { text, fromDate: lesson.date };
    if (list) list.push(one);
    else due.set(target.id, [one]);
  });
  return due;
}

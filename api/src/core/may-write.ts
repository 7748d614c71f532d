import type { Action, ActionResources, LessonResource } from '../access/resource.ts';
import type { Ctx } from './parts.ts';

/** What of a lesson the asker may write. */
export interface MayWrite {
  readonly marks: boolean;
  readonly attendance: boolean;
  /** Topic, homework and what the marks are for. */
  readonly plan: boolean;
}

/** Whether a command would be let through: the same question, put to the same `may`, as the routes that carry it out. */
export function mayDo<A extends Action>(c: Ctx, action: A, resource: ActionResources[A]): boolean {
  const { parts, actor, acting, moment } = c.var;
  return parts.may(actor, acting, action, resource, moment).allowed;
}

/**
 * What of a lesson the asker may write, by the lesson's date and the asker's facts: a page opens no editor for the rest. A cancelled
 * lesson takes neither marks nor a roll.
 */
export function mayWrite(
  c: Ctx,
  lesson: Omit<LessonResource, 'kind' | 'lessonId'> & { readonly id: string; readonly cancelled: string | null },
): MayWrite {
  const { schoolId, id, groupId, classId, date } = lesson;
  const resource: LessonResource = { kind: 'lesson', schoolId, lessonId: id, groupId, classId, date };
  const plan = (['topic.set', 'homework.set', 'work.set'] as const).every((action) => mayDo(c, action, resource));
  const held = lesson.cancelled === null;
  return {
    marks: held && mayDo(c, 'mark.give', resource),
    attendance: held && mayDo(c, 'attendance.take', resource),
    plan,
  };
}

/** Whether the asker may give the group a lesson outside the timetable on that date. */
export function mayAddLesson(
  c: Ctx,
  { id, schoolId, classId }: { readonly id: string; readonly schoolId: string; readonly classId: string | null },
  date: string,
): boolean {
  return mayDo(c, 'lesson.add', { kind: 'group', schoolId, groupId: id, classId, date });
}

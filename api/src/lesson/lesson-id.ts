import type { GroupId, LessonId } from '@peremena/events';
import { uuidv5 } from '../core/uuid.ts';

/** The id of the lesson of a group on a date in a bell slot: there is one at most, whoever plans or adds it. */
export function lessonIdOf(groupId: GroupId, date: string, slot: number): LessonId {
  return uuidv5(groupId, `${date}/${slot}`) as LessonId;
}

import type { GroupListed } from '@peremena/projections/queries';
import { mayAddLesson } from './may-write.ts';
import type { Ctx } from './parts.ts';

/** A group in a list, and whether the asker may give it a lesson outside the timetable today. */
export function groupSeen(c: Ctx, group: GroupListed) {
  const { id, schoolId, title, classTitle, subject, pupils, over } = group;
  const today = c.var.moment.today(schoolId);
  const may = !over && mayAddLesson(c, group, today);
  return { id, schoolId, title, classTitle, subject, pupils, over, mayAddLesson: may };
}

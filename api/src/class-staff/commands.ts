import { CalendarDate, GroupId, PersonId } from '@peremena/events';
import * as v from 'valibot';

/** Who looks after the class, or teaches a group of it, from a day on: `leaves` ends the day before, `joins` begins. */
export const ClassStaffBody = v.strictObject({
  /** Null: the tutor of the class. */
  groupId: v.nullable(GroupId),
  on: CalendarDate,
  leaves: v.nullable(PersonId),
  joins: v.nullable(PersonId),
});
export type ClassStaffBody = v.InferOutput<typeof ClassStaffBody>;

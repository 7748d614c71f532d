import { CalendarDate, PersonId, posts, SchoolId, text } from '@peremena/events';
import * as v from 'valibot';

const post = { schoolId: SchoolId, personId: PersonId, post: v.picklist(posts) };

export const TakePost = v.strictObject({
  type: v.literal('TakePost'),
  ...post,
  from: CalendarDate,
  to: v.nullable(CalendarDate),
  source: v.nullable(text(200)),
});
export const LeavePost = v.strictObject({ type: v.literal('LeavePost'), ...post, lastDay: CalendarDate });
/** As it was recorded: a period that ends otherwise by now is not taken back. */
export const WithdrawPost = v.strictObject({
  type: v.literal('WithdrawPost'),
  ...post,
  from: CalendarDate,
  to: v.nullable(CalendarDate),
});

export const StaffCommand = v.variant('type', [TakePost, LeavePost, WithdrawPost]);
export type StaffCommand = v.InferOutput<typeof StaffCommand>;

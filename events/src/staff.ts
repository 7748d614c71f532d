import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { PersonId, SchoolId } from './ids.ts';
import { CalendarDate, text } from './text.ts';

/** Posts a person can hold in a school. */
export const posts = ['teacher', 'head', 'admin'] as const;
export type Post = (typeof posts)[number];

/** `from` and `to` are inclusive dates in the school's time zone; `to` null means until further notice. */
export const PostTaken = event('PostTaken', 1, {
  schoolId: SchoolId,
  personId: PersonId,
  post: v.picklist(posts),
  from: CalendarDate,
  to: v.nullable(CalendarDate),
  source: v.nullable(text(200)),
});
/** The period in the post that began on `from` ends with `lastDay`. */
export const PostLeft = event('PostLeft', 1, {
  schoolId: SchoolId,
  personId: PersonId,
  post: v.picklist(posts),
  from: CalendarDate,
  lastDay: CalendarDate,
});
/** The period that began on `from` never was: what was recorded is taken back before anything stood on it. */
export const PostWithdrawn = event('PostWithdrawn', 1, {
  schoolId: SchoolId,
  personId: PersonId,
  post: v.picklist(posts),
  from: CalendarDate,
});

export const staffEvents = [PostTaken, PostLeft, PostWithdrawn] as const;
export type StaffEvent = EventOf<(typeof staffEvents)[number]>;

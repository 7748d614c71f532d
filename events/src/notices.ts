import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { EventId, PersonId } from './ids.ts';

/**
 * What notices are about; a person turns each on or off. `timetable`: another version of it, and special days. `duty`: all of that for
 * a teacher, the own lessons and those given in another's place.
 */
export const noticeKinds = ['mark', 'attendance', 'homework', 'lesson', 'timetable', 'consent', 'duty'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

const choice = {
  personId: PersonId,
  kind: v.picklist(noticeKinds),
  /** Of which pupil; null for a teacher's duties, which are about nobody else. */
  pupilId: v.nullable(PersonId),
};

/** As what a person is told of things. */
export const noticeRoles = ['guardian', 'pupil', 'teacher'] as const;
export type NoticeRole = (typeof noticeRoles)[number];

/**
 * A person has looked at what they are told in this role up to the notice of this event, and so at all before it; where a pupil is named,
 * at what is of that pupil alone. Version 1 knew no pupil.
 */
export const NoticesSeen = event('NoticesSeen', 2, {
  personId: PersonId,
  role: v.picklist(noticeRoles),
  pupilId: v.nullable(PersonId),
  upTo: EventId,
});
/** A person wants no notices of a kind. */
export const NoticesMuted = event('NoticesMuted', 1, choice);
/** They are wanted again. */
export const NoticesUnmuted = event('NoticesUnmuted', 1, choice);

export const noticesEvents = [NoticesSeen, NoticesMuted, NoticesUnmuted] as const;
export type NoticesEvent = EventOf<(typeof noticesEvents)[number]>;

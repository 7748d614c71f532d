import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { EventId, GroupId, LessonId, MarkId, PersonId, SchoolId } from './ids.ts';
import { personal } from './personal.ts';
import { text } from './text.ts';

/** Why a mark was changed or taken back. */
export const correctionReasons = ['typo', 'retake', 'appeal', 'other'] as const;
export type CorrectionReason = (typeof correctionReasons)[number];

/** Kinds of work a mark can be given for. */
export const workKinds = ['classwork', 'homework', 'quiz', 'test', 'project', 'oral'] as const;
export type WorkKind = (typeof workKinds)[number];

const journal = { schoolId: SchoolId, groupId: GroupId, lessonId: LessonId };
/** A mark as written on the school's scale, never as a number: «5», «н/а». */
const value = text(8);
const weight = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(10));
const change = {
  ...journal,
  markId: MarkId,
  pupilId: PersonId,
  /** The event that wrote the value seen by the one who changes it. */
  replaces: EventId,
  reason: v.picklist(correctionReasons),
  note: personal('pupilId', 'education', v.nullable(text(300))),
};

/** What the marks of a lesson are given for, and how much they count. Classwork of weight 1 where it was never set. */
export const LessonWorkSet = event('LessonWorkSet', 1, { ...journal, kind: v.picklist(workKinds), weight });
export const MarkPosted = event('MarkPosted', 1, { ...journal, markId: MarkId, pupilId: PersonId, value });
export const MarkCorrected = event('MarkCorrected', 1, { ...change, before: value, after: value });
export const MarkWithdrawn = event('MarkWithdrawn', 1, { ...change, before: value });

export const journalEvents = [LessonWorkSet, MarkPosted, MarkCorrected, MarkWithdrawn] as const;
export type JournalEvent = EventOf<(typeof journalEvents)[number]>;

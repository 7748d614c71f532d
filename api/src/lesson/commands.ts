import {
  attendanceCodes,
  CalendarDate,
  changeReasons,
  GroupId,
  LessonId,
  PersonId,
  SchoolId,
  SubjectId,
  TermId,
  text,
  TimeOfDay,
} from '@peremena/events';
import type { Bell, Clash, SettledReason } from '@peremena/events';
import * as v from 'valibot';

const code = v.picklist(attendanceCodes);
const room = v.nullable(text(40));
const slot = v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(20));
const topic = v.nullable(text(300));
const homework = v.nullable(text(2000));

/** What a page sends. `saw` is what it showed of the thing before the change. */
export const AddLessonBody = v.strictObject({
  groupId: GroupId,
  date: CalendarDate,
  slot,
  room: v.optional(room, null),
});
export const AttendanceBody = v.strictObject({
  exceptions: v.pipe(
    v.array(v.strictObject({ pupilId: PersonId, code })),
    v.maxLength(200),
    v.check((list) => new Set(list.map(({ pupilId }) => pupilId)).size === list.length, 'pupil_twice'),
  ),
});
export const PupilAttendanceBody = v.strictObject({ code: v.nullable(code), saw: v.nullable(code) });
export const TopicBody = v.strictObject({ topic, saw: topic });
export const HomeworkBody = v.strictObject({ text: homework, dueOn: v.nullable(CalendarDate), saw: homework });
const reason = v.picklist(changeReasons);
const saw = v.nullable(PersonId);
export const SubstituteBody = v.strictObject({ substituteId: v.nullable(PersonId), reason, saw });
/** Give the lesson together with that one; `saw` is who stood in. */
export const MergeBody = v.strictObject({ withLessonId: LessonId, reason, saw });
export const CancelBody = v.strictObject({ reason });
export const MoveBody = v.strictObject({
  date: CalendarDate,
  slot,
  room,
  reason,
  /** Where the page showed the lesson. */
  saw: v.strictObject({ date: CalendarDate, slot }),
});

/** A lesson as the timetable has it; the school's bells and terms were asked by whoever planned it. */
export const PlanLesson = v.strictObject({
  type: v.literal('PlanLesson'),
  schoolId: SchoolId,
  lessonId: LessonId,
  groupId: GroupId,
  subjectId: SubjectId,
  termId: TermId,
  teacherId: PersonId,
  date: CalendarDate,
  slot,
  from: TimeOfDay,
  to: TimeOfDay,
  room,
});

/** A lesson outside the timetable. Its id follows from group, date and slot, so that there is one at most. */
export interface AddLesson extends v.InferOutput<typeof AddLessonBody> {
  readonly type: 'AddLesson';
  readonly schoolId: SchoolId;
  readonly lessonId: LessonId;
  readonly subjectId: SubjectId;
  readonly teacherId: PersonId;
  /** What the school says of its days. */
  readonly context: {
    readonly terms: readonly { readonly id: TermId; readonly from: string; readonly to: string }[];
    /** Of that group on that day. */
    readonly bells: readonly Bell[];
    /** Whether the school has lessons on the day at all. */
    readonly open: boolean;
    readonly clashes: readonly Clash[];
  };
}

/** The roll: everybody present except those named. `members` are in the group on the lesson's date. */
export interface TakeAttendance extends v.InferOutput<typeof AttendanceBody> {
  readonly type: 'TakeAttendance';
  readonly context: { readonly members: readonly PersonId[] };
}
export interface NoteAttendance extends v.InferOutput<typeof PupilAttendanceBody> {
  readonly type: 'NoteAttendance';
  readonly pupilId: PersonId;
  readonly context: { readonly members: readonly PersonId[] };
}
export type SetTopic = { readonly type: 'SetTopic' } & v.InferOutput<typeof TopicBody>;
export type SetHomework = { readonly type: 'SetHomework' } & v.InferOutput<typeof HomeworkBody>;
/** Another teacher for this lesson; null takes the substitution back. */
export interface AssignSubstitute extends v.InferOutput<typeof SubstituteBody> {
  readonly type: 'AssignSubstitute';
  readonly context: {
    /** Whether the person is a teacher of the school on the lesson's date, and not reported absent. */
    readonly available: boolean;
    readonly clashes: readonly Clash[];
    readonly until: string;
  };
}
/** The lesson is given together with another of the same hour, by whoever gives that. */
export interface MergeLesson extends v.InferOutput<typeof MergeBody> {
  readonly type: 'MergeLesson';
  readonly context: {
    /** The other lesson, where the two can be given as one: who gives it, and where. */
    readonly other: { readonly teacherId: PersonId; readonly room: string | null } | null;
    /** With lessons other than that one. */
    readonly clashes: readonly Clash[];
    readonly until: string;
  };
}
export interface CancelLesson extends v.InferOutput<typeof CancelBody> {
  readonly type: 'CancelLesson';
  readonly context: { readonly marks: number };
}
export interface RestoreLesson {
  readonly type: 'RestoreLesson';
  readonly context: { readonly clashes: readonly Clash[] };
}
export interface MoveLesson extends v.InferOutput<typeof MoveBody> {
  readonly type: 'MoveLesson';
  readonly context: {
    readonly marks: number;
    readonly term: { readonly from: string; readonly to: string };
    readonly bells: readonly Bell[];
    readonly clashes: readonly Clash[];
  };
}

/** The timetable has the lesson there; `marks` are those given at it. */
export interface ArrangeLesson {
  readonly type: 'ArrangeLesson';
  readonly date: string;
  readonly slot: number;
  readonly from: string;
  readonly to: string;
  readonly room: string | null;
  readonly teacherId: PersonId;
  readonly context: { readonly marks: number };
}
/** The timetable has the lesson no more, or the day has none. */
export interface StrikeLesson {
  readonly type: 'StrikeLesson';
  readonly reason: SettledReason;
  readonly context: { readonly marks: number };
}

export type LessonCommand =
  | ArrangeLesson
  | StrikeLesson
  | v.InferOutput<typeof PlanLesson>
  | AddLesson
  | AssignSubstitute
  | MergeLesson
  | CancelLesson
  | RestoreLesson
  | MoveLesson
  | TakeAttendance
  | NoteAttendance
  | SetTopic
  | SetHomework;

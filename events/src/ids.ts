import * as v from 'valibot';

/** A lower-case UUID. Every id in an event is one; ids never carry meaning or personal data. */
export const Uuid = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, 'uuid'),
);

const id = <const Name extends string>(name: Name) => v.pipe(Uuid, v.brand(name));

export const PersonId = id('PersonId');
export const SchoolId = id('SchoolId');
export const ClassId = id('ClassId');
export const GroupId = id('GroupId');
export const SubjectId = id('SubjectId');
export const TermId = id('TermId');
export const LessonId = id('LessonId');
export const MarkId = id('MarkId');
export const AbsenceId = id('AbsenceId');
export const OrderId = id('OrderId');
export const RequestId = id('RequestId');
export const SchoolYearId = id('SchoolYearId');
export const RosterChangeId = id('RosterChangeId');
export const BellScheduleId = id('BellScheduleId');
export const SpecialDaysId = id('SpecialDaysId');
export const TimetableId = id('TimetableId');
export const GridLessonId = id('GridLessonId');
export const UploadId = id('UploadId');
export const BroughtInWorkId = id('BroughtInWorkId');
export const BroughtInResultId = id('BroughtInResultId');
export const UndoId = id('UndoId');
export const SourceId = id('SourceId');
export const EventId = id('EventId');
export const CommandId = id('CommandId');

export type PersonId = v.InferOutput<typeof PersonId>;
export type SchoolId = v.InferOutput<typeof SchoolId>;
export type ClassId = v.InferOutput<typeof ClassId>;
export type GroupId = v.InferOutput<typeof GroupId>;
export type SubjectId = v.InferOutput<typeof SubjectId>;
export type TermId = v.InferOutput<typeof TermId>;
export type LessonId = v.InferOutput<typeof LessonId>;
export type MarkId = v.InferOutput<typeof MarkId>;
export type AbsenceId = v.InferOutput<typeof AbsenceId>;
export type OrderId = v.InferOutput<typeof OrderId>;
export type RequestId = v.InferOutput<typeof RequestId>;
export type SchoolYearId = v.InferOutput<typeof SchoolYearId>;
export type RosterChangeId = v.InferOutput<typeof RosterChangeId>;
export type BellScheduleId = v.InferOutput<typeof BellScheduleId>;
export type SpecialDaysId = v.InferOutput<typeof SpecialDaysId>;
export type TimetableId = v.InferOutput<typeof TimetableId>;
export type GridLessonId = v.InferOutput<typeof GridLessonId>;
export type UploadId = v.InferOutput<typeof UploadId>;
export type BroughtInWorkId = v.InferOutput<typeof BroughtInWorkId>;
export type BroughtInResultId = v.InferOutput<typeof BroughtInResultId>;
export type UndoId = v.InferOutput<typeof UndoId>;
export type SourceId = v.InferOutput<typeof SourceId>;
export type EventId = v.InferOutput<typeof EventId>;
export type CommandId = v.InferOutput<typeof CommandId>;

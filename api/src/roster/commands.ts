import {
  CalendarDate,
  ClassId,
  GroupId,
  PersonId,
  rosterChangeKinds,
  rosterChangeReasons,
  RosterChangeId,
  SchoolId,
  text,
} from '@peremena/events';
import * as v from 'valibot';

const reason = v.picklist(rosterChangeReasons);
/** Groups of subjects that are taught in parts, one of each; null: the smaller ones. Groups of the whole class are always joined. */
const groups = v.nullable(v.pipe(v.array(GroupId), v.maxLength(60)));

const Known = v.strictObject({ id: PersonId });
const Newcomer = v.strictObject({
  familyName: text(120),
  givenName: text(120),
  middleName: v.nullable(text(120)),
  birthDate: v.nullable(CalendarDate),
  /** Namesakes whom the one who asks has seen and who are somebody else. */
  others: v.pipe(v.array(PersonId), v.maxLength(30)),
});

/** What is to happen to a class and a pupil: the same body is asked about first and carried out then. */
export const RosterBody = v.variant('kind', [
  v.strictObject({
    kind: v.literal('arrival'),
    on: CalendarDate,
    pupil: v.union([Known, Newcomer]),
    groups,
    reason,
  }),
  v.strictObject({
    kind: v.literal('move'),
    on: CalendarDate,
    pupilId: PersonId,
    toClassId: ClassId,
    groups,
    reason,
  }),
  v.strictObject({ kind: v.literal('leaving'), lastDay: CalendarDate, pupilId: PersonId, reason }),
  v.strictObject({
    kind: v.literal('regrouping'),
    on: CalendarDate,
    pupilId: PersonId,
    /** All groups of parts the pupil is to be in from that day. */
    groups: v.pipe(v.array(GroupId), v.maxLength(60)),
    reason,
  }),
]);
export type RosterBody = v.InferOutput<typeof RosterBody>;

const place = { from: CalendarDate, to: v.nullable(CalendarDate) };
const whose = { schoolId: SchoolId, pupilId: PersonId, changeId: RosterChangeId };

export const PlanRosterChange = v.strictObject({
  type: v.literal('PlanRosterChange'),
  ...whose,
  kind: v.picklist(rosterChangeKinds),
  reason,
  on: CalendarDate,
  to: v.nullable(CalendarDate),
  classLeft: v.nullable(v.strictObject({ classId: ClassId, ...place })),
  classJoined: v.nullable(ClassId),
  groupsLeft: v.array(v.strictObject({ groupId: GroupId, ...place })),
  groupsJoined: v.array(GroupId),
  /** How many changes there were when what this one rests on was read. */
  context: v.strictObject({ seen: v.number() }),
});
export const CompleteRosterChange = v.strictObject({ type: v.literal('CompleteRosterChange'), ...whose });
export const RefuseRosterChange = v.strictObject({ type: v.literal('RefuseRosterChange'), ...whose, code: text(60) });
export const TakeBackRosterChange = v.strictObject({ type: v.literal('TakeBackRosterChange'), ...whose });

export const RosterCommand = v.variant('type', [
  PlanRosterChange,
  CompleteRosterChange,
  RefuseRosterChange,
  TakeBackRosterChange,
]);
export type RosterCommand = v.InferOutput<typeof RosterCommand>;

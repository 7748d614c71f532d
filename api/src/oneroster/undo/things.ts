import type { AnyEvent } from '@peremena/events';

const post = ['post', 'schoolId', 'personId', 'post', 'from'];
const pupilOfClass = ['pupil', 'classId', 'pupilId', 'from'];
const tutor = ['tutor', 'classId', 'teacherId', 'from'];
const pupilOfGroup = ['pupil', 'groupId', 'pupilId', 'from'];
const teacher = ['teacher', 'groupId', 'teacherId', 'from'];
const guardian = ['guardian', 'pupilId', 'guardianId', 'from'];

const match = ['match', 'sourceId', 'knownAs'];

const work = 'workId';
const result = 'resultId';

/** What kind of thing an event makes, changes or takes back, and the fields that say which one. */
const things: Readonly<Partial<Record<AnyEvent['type'], readonly string[]>>> = {
  PersonRegistered: ['person', 'personId'],
  PersonWithdrawn: ['person', 'personId'],
  ...{ PersonMatched: match, PersonMatchWithdrawn: match },
  PersonRenamed: ['names', 'personId'],
  BirthDateCorrected: ['birth', 'personId'],
  ContactsSet: ['contacts', 'personId'],
  SchoolOpened: ['school', 'schoolId'],
  SchoolOpeningWithdrawn: ['school', 'schoolId'],
  SchoolRenamed: ['title', 'schoolId'],
  BellsSet: ['bells', 'schoolId'],
  SubjectAdded: ['subject', 'subjectId'],
  SubjectWithdrawn: ['subject', 'subjectId'],
  SubjectRenamed: ['title', 'subjectId'],
  TermScheduled: ['term', 'termId'],
  TermRemoved: ['term', 'termId'],
  TermRescheduled: ['dates', 'termId'],
  ClassOpened: ['class', 'classId'],
  ClassOpeningWithdrawn: ['class', 'classId'],
  ClassRenamed: ['title', 'classId'],
  ClassPromoted: ['title', 'classId', 'from'],
  PromotionWithdrawn: ['title', 'classId', 'from'],
  GroupFormed: ['group', 'groupId'],
  GroupFormingWithdrawn: ['group', 'groupId'],
  GroupRenamed: ['title', 'groupId'],
  GroupRetitled: ['title', 'groupId', 'from'],
  RetitlingWithdrawn: ['title', 'groupId', 'from'],
  ...{ WorkBroughtIn: ['work', work], BroughtInWorkWithdrawn: ['work', work] },
  BroughtInWorkCorrected: ['terms', work],
  ...{ BroughtInWorkRemoved: ['removal', work], BroughtInWorkRestored: ['removal', work] },
  ...{ ResultBroughtIn: ['result', result], BroughtInResultWithdrawn: ['result', result] },
  BroughtInResultCorrected: ['score', result],
  ...{ PostTaken: post, PostLeft: post, PostWithdrawn: post },
  ...{ PupilEnrolled: pupilOfClass, PupilUnenrolled: pupilOfClass },
  ...{ EnrollmentCancelled: pupilOfClass, EnrollmentContinued: pupilOfClass },
  ...{ TutorAppointed: tutor, TutorReleased: tutor, TutorAppointmentWithdrawn: tutor },
  ...{ PupilJoinedGroup: pupilOfGroup, PupilLeftGroup: pupilOfGroup },
  ...{ GroupPlaceCancelled: pupilOfGroup, GroupPlaceContinued: pupilOfGroup },
  ...{ TeacherAssigned: teacher, TeacherWithdrawn: teacher, TeacherAssignmentWithdrawn: teacher },
  ...{ GuardianLinked: guardian, GuardianUnlinked: guardian, GuardianLinkWithdrawn: guardian },
};

/** Events that take a thing back as if it never had been: nothing stands on it from them on. */
const withdrawals: ReadonlySet<string> = new Set<AnyEvent['type']>([
  'PersonWithdrawn',
  'PersonMatchWithdrawn',
  'SchoolOpeningWithdrawn',
  'SubjectWithdrawn',
  'TermRemoved',
  'ClassOpeningWithdrawn',
  'PromotionWithdrawn',
  'GroupFormingWithdrawn',
  'RetitlingWithdrawn',
  'PostWithdrawn',
  'EnrollmentCancelled',
  'TutorAppointmentWithdrawn',
  'GroupPlaceCancelled',
  'TeacherAssignmentWithdrawn',
  'GuardianLinkWithdrawn',
]);

/** An event as it is stored: what is asked here are ids and dates, which no version hides. */
export interface Bare {
  readonly type: string;
  readonly data: object;
}

/** Which thing an event is about, as one text: the same for the event that makes it and the one that withdraws it. Null: none of these. */
export function thingOf({ type, data }: Bare): string | null {
  const [kind, ...fields] = things[type as AnyEvent['type']] ?? [];
  if (kind === undefined) return null;
  return [kind, ...fields.map((field) => String((data as Readonly<Record<string, unknown>>)[field]))].join(' ');
}

export const takesBack = ({ type }: Bare): boolean => withdrawals.has(type);

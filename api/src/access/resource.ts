import type { Role } from '@peremena/events';
import type { Fact } from './fact.ts';

/** The account of the one who asks, and lists that hold only what the scope lets through. */
export interface SelfResource {
  readonly kind: 'self';
}
/** A group and, for writing, the date the act is for. `classId` is null for a group made of several classes. */
export interface GroupResource {
  readonly kind: 'group';
  readonly schoolId: string;
  readonly groupId: string;
  readonly classId: string | null;
  readonly date: string | null;
}
export interface LessonResource {
  readonly kind: 'lesson';
  readonly schoolId: string;
  readonly lessonId: string;
  readonly groupId: string;
  readonly classId: string | null;
  /** Rights follow the lesson's date, not the day of asking. */
  readonly date: string;
}
/** A school; `facts` are those of the asker's wards: a family belongs to the school of its children. */
export interface SchoolResource {
  readonly kind: 'school';
  readonly schoolId: string;
  readonly facts: readonly Fact[];
}
/** The deployment itself: its machines and stores, for all the schools there are. */
export interface DeploymentResource {
  readonly kind: 'deployment';
  readonly schoolIds: readonly string[];
}
/** A class: 7Б. */
export interface ClassResource {
  readonly kind: 'class';
  readonly schoolId: string;
  readonly classId: string;
}
/** A pupil, with the pupil's own facts (enrolled, in_group): they say whose class and school the pupil belongs to. */
export interface PupilResource {
  readonly kind: 'pupil';
  readonly pupilId: string;
  readonly facts: readonly Fact[];
}
/** One pupil at one lesson: a cell of the journal, or one entry of the roll. */
export interface CellResource extends Omit<LessonResource, 'kind'> {
  readonly kind: 'cell';
  readonly pupilId: string;
  readonly facts: readonly Fact[];
}

/** The sign-in of a person: as a pupil (with those facts), and what else ties the person to schools. */
export interface AccountResource extends Omit<PupilResource, 'kind'> {
  readonly kind: 'account';
  /** Facts of the person and of those they are guardian of. */
  readonly ties: readonly Fact[];
  readonly own: readonly Fact[];
}

export type Resource =
  | SelfResource
  | SchoolResource
  | DeploymentResource
  | ClassResource
  | AccountResource
  | GroupResource
  | LessonResource
  | PupilResource
  | CellResource;

/** What each action is done to. A route names one action; `may` answers for it. */
export interface ActionResources {
  'account.use': SelfResource;
  'account.list': SelfResource;
  'password.reset': AccountResource;
  'factor.reset': AccountResource;
  'invitation.print': ClassResource;
  'guardianship.read': PupilResource;
  'guardianship.consent': PupilResource;
  'consent.own': SelfResource;
  'consent.read': PupilResource;
  'consent.answer': PupilResource;
  'consent.note': PupilResource;
  'consent.list': ClassResource;
  'consent.texts': SchoolResource;
  'consent.publish': SchoolResource;
  'staff.read': SchoolResource;
  'staff.change': SchoolResource;
  'request.list': SelfResource;
  'request.propose': SchoolResource;
  'request.read': SchoolResource;
  'request.decide': SchoolResource;
  'class.list': SelfResource;
  'class.read': ClassResource;
  'class.manage': ClassResource;
  'year.change': SchoolResource;
  'school.export': SchoolResource;
  'school.import': SchoolResource;
  'import.read': SchoolResource;
  'journal.list': SelfResource;
  'notices.use': SelfResource;
  'looks.own': SelfResource;
  'profile.use': SelfResource;
  'looks.read': PupilResource;
  'looks.school': SchoolResource;
  'today.read': SelfResource;
  'journal.read': GroupResource;
  'lesson.add': GroupResource;
  'lesson.change': LessonResource;
  'timetable.read': SchoolResource;
  'substitution.plan': SchoolResource;
  'system.read': DeploymentResource;
  'settings.read': SchoolResource;
  'settings.change': SchoolResource;
  'calendar.keep': SchoolResource;
  'timetable.draw': SchoolResource;
  'lesson.read': LessonResource;
  'attendance.take': LessonResource;
  'attendance.correct': CellResource;
  'topic.set': LessonResource;
  'homework.set': LessonResource;
  'work.set': LessonResource;
  'mark.give': LessonResource;
  'mark.history': CellResource;
  'diary.read': PupilResource;
  'brought_in.read': PupilResource;
}
export type Action = keyof ActionResources;

/** A person and every dated fact about them. */
export interface Actor {
  readonly personId: string;
  readonly facts: readonly Fact[];
}

/** The role acted in and the fact that grants it; recorded in the metadata of every event. */
export interface Grant {
  readonly role: Role;
  readonly fact: string | null;
}

/** The moment of asking. `today` gives the calendar date in a school's time zone (null: the deployment's default zone). */
export interface Moment {
  readonly instant: Date;
  readonly today: (schoolId: string | null) => string;
}

/** `known`: the actor may know that the thing exists, so a refusal is 403; otherwise it is 404. */
export type Verdict =
  { readonly allowed: true; readonly grant: Grant } | { readonly allowed: false; readonly known: boolean };

/** Decides one action. `actingAs` names a fact of the actor and narrows to its role in its school; null lets the first fact that allows it decide. */
export type May = <A extends Action>(
  actor: Actor,
  actingAs: string | null,
  action: A,
  resource: ActionResources[A],
  at: Moment,
) => Verdict;

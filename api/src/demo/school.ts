import type { GroupId, PersonId, Post, SchoolId } from '@peremena/events';
import type { Calendar } from './calendar.ts';
import type { DemoIds } from './ids.ts';
import type { SubjectCode } from './subjects.ts';

export interface DemoPerson {
  readonly personId: PersonId;
  /** Names the person in keys of commands. */
  readonly key: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly middleName: string | null;
  readonly birthDate: string | null;
}
export interface DemoColleague extends DemoPerson {
  readonly post: Post;
  readonly room: string | null;
  /** Title of the class they look after. */
  readonly tutorOf: string | null;
}
export interface DemoPupil extends DemoPerson {
  readonly klass: string;
  readonly sex: 'm' | 'f';
  /** The mark this pupil tends to, 2.6 to 4.9. */
  readonly ability: number;
  readonly guardians: readonly { readonly guardianId: PersonId; readonly relation: 'mother' | 'father' }[];
}
export interface DemoClass {
  readonly title: string;
  readonly grade: number;
  readonly shift: 1 | 2;
}
/** Where a group meets every week; `slot` counts on the bells of the class's shift. */
export interface DemoPlace {
  readonly weekday: number;
  readonly slot: number;
  readonly room: string | null;
}
export interface DemoGroup {
  readonly groupId: GroupId;
  readonly klass: DemoClass;
  readonly code: SubjectCode;
  readonly title: string;
  /** By the short key of the colleague. */
  readonly teacher: string;
  readonly pupils: readonly DemoPupil[];
  readonly places: readonly DemoPlace[];
  /** Names the group in keys of commands. */
  readonly key: string;
}
/** One school of the demo: everybody, who learns what with whom, and when. */
export interface DemoSchool {
  readonly key: string;
  readonly title: string;
  readonly ids: DemoIds;
  readonly calendar: Calendar;
  readonly classes: readonly DemoClass[];
  /** By a short key. */
  readonly staff: ReadonlyMap<string, DemoColleague>;
  /** Short key of the administrator who keeps its lists. */
  readonly admin: string;
  /** Other schools this administrator keeps as well. */
  readonly adminAlsoOf: readonly SchoolId[];
  readonly guardians: readonly DemoPerson[];
  /** Of all classes, each class in the order of its list. */
  readonly pupils: readonly DemoPupil[];
  readonly groups: readonly DemoGroup[];
  /** How many lessons each room takes at once. */
  readonly rooms: ReadonlyMap<string, number>;
  /** Whether teachers fall ill and marks are put right there, beyond what the sign-ins are shown. */
  readonly lively: boolean;
}

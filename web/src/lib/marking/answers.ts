import type { AttendanceCode, WorkKind } from '@peremena/events';
import type { Bell } from '#lib/answers.ts';
import type { Name } from './names.ts';

/** What the API answers to a teacher, as the pages use it. */
export interface GroupSeen {
  readonly id: string;
  readonly title: string;
  readonly classTitle: string | null;
}
export interface GroupTaught extends GroupSeen {
  readonly schoolId?: string;
  readonly subject: Titled;
  readonly pupils: number;
}
export interface Titled {
  readonly id: string;
  readonly title: string;
}
export interface Homework {
  readonly text: string;
  readonly dueOn: string | null;
}
export interface Work {
  readonly kind: WorkKind;
  readonly weight: number;
}
export interface Mark {
  readonly id: string;
  readonly value: string;
  readonly event: string;
  readonly changed: boolean;
}
interface SchoolSeen extends Titled {
  readonly timeZone: string;
}
interface Scale {
  readonly values: readonly string[];
  readonly passing: string;
}
interface Pupil {
  readonly id: string;
  readonly name: Name;
  readonly short: string;
  readonly average: string | null;
}

export interface TodayLesson {
  readonly id: string;
  readonly slot: number;
  readonly from: string;
  readonly to: string;
  readonly room: string | null;
  readonly group: GroupSeen;
  readonly subject: Titled;
  readonly topic: string | null;
  readonly homework: Homework | null;
  readonly work: Work | null;
  readonly rollTaken: boolean;
  readonly marks: number;
  readonly absent: number;
  readonly outside: boolean;
}
export interface TodayAnswer {
  readonly date: string;
  readonly today: string;
  readonly now: string;
  readonly school: SchoolSeen;
  readonly bells: readonly Bell[];
  readonly lessons: readonly TodayLesson[];
  readonly next: { readonly date: string; readonly lessons: readonly TodayLesson[] } | null;
  readonly groups: readonly GroupTaught[];
  readonly stale?: boolean;
}

export interface JournalLesson {
  readonly id: string;
  readonly date: string;
  readonly slot: number;
  readonly from: string;
  readonly to: string;
  readonly topic: string | null;
  readonly homework: Homework | null;
  readonly work: Work;
  readonly rollTaken: boolean;
}
export interface JournalAnswer {
  readonly group: GroupSeen;
  readonly subject: Titled;
  readonly school: SchoolSeen;
  readonly today: string;
  readonly scale: Scale;
  readonly terms: readonly (Titled & { readonly from: string; readonly to: string; readonly current: boolean })[];
  readonly term: Titled | null;
  readonly lessons: readonly JournalLesson[];
  readonly pupils: readonly (Pupil & {
    readonly from: string;
    readonly to: string | null;
    readonly cells: Readonly<
      Record<string, { readonly mark: Mark | null; readonly attendance: AttendanceCode | null } | undefined>
    >;
  })[];
  readonly summary: { readonly average: string | null; readonly counts: Readonly<Record<string, number>> };
  readonly stale?: boolean;
}

export interface LessonPupil extends Pupil {
  readonly attendance: AttendanceCode | null;
  readonly mark: Mark | null;
}
export interface LessonAnswer {
  readonly lesson: JournalLesson & {
    readonly room: string | null;
    readonly outside: boolean;
    readonly group: GroupSeen;
    readonly subject: Titled;
    readonly school: SchoolSeen;
    readonly teacher: { readonly id: string; readonly short: string } | null;
  };
  readonly pupils: readonly LessonPupil[];
  readonly scale: Scale;
  readonly previousHomework: { readonly text: string; readonly from: string } | null;
  readonly nextLesson: { readonly id: string; readonly date: string } | null;
  readonly stale?: boolean;
}

export interface NewLessonAnswer {
  readonly groups: readonly (GroupTaught & { readonly schoolId: string })[];
  readonly bells: readonly Bell[];
  readonly defaults: { readonly date: string; readonly slot: number };
}

/** «7Б, алгебра»; a part of a class is told by its own title. */
export function groupAndSubject({ title, classTitle }: GroupSeen, subject: Titled): string {
  const group = title || classTitle || '';
  const said = group.toLocaleLowerCase('ru').includes(subject.title.toLocaleLowerCase('ru'));
  return said || !subject.title
    ? group
    : `${group}, ${subject.title.charAt(0).toLocaleLowerCase('ru')}${subject.title.slice(1)}`;
}

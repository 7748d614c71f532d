import type {
  ClassId,
  GroupId,
  LessonId,
  PersonId,
  RequestId,
  SchoolId,
  SchoolYearId,
  SourceId,
  SubjectId,
  TermId,
  TimetableId,
} from './ids.ts';

/**
 * Every stream category and how its names are made, in one table. A name is `<category>-<id>`: no dash inside a category,
 * the school's id first in the id where there is one, ids only (never a name of a person).
 */
export const streams = {
  /** A school: its bells, subjects, terms and scale of marks. */
  school: (school: SchoolId) => `school-${school}`,
  /** The change into one school year. */
  schoolyear: (school: SchoolId, year: SchoolYearId) => `schoolyear-${school}.${year}`,
  /** A class (7Б): its pupils and tutors by date. */
  class: (school: SchoolId, klass: ClassId) => `class-${school}.${klass}`,
  /** A group that is taught a subject: its pupils and teachers by date. */
  group: (school: SchoolId, group: GroupId) => `group-${school}.${group}`,
  /** Posts of one person in one school (teacher, head, admin) by date. */
  staff: (school: SchoolId, person: PersonId) => `staff-${school}.${person}`,
  /** An act that takes a second person: proposed, confirmed or not, carried out. */
  request: (school: SchoolId, request: RequestId) => `request-${school}.${request}`,
  /** The days one teacher is not at one school. */
  absence: (school: SchoolId, teacher: PersonId) => `absence-${school}.${teacher}`,
  /** A person: names. No school. */
  person: (person: PersonId) => `person-${person}`,
  /** Who the people of one source of bundles are, where a person said that they are somebody who was here before. No school. */
  source: (source: SourceId) => `source-${source}`,
  /** Signing in as a person: resets. No school. */
  account: (person: PersonId) => `account-${person}`,
  /** What a person has seen of their notices, and which they want. No school. */
  notices: (person: PersonId) => `notices-${person}`,
  /** Who may act for a pupil, by date. */
  guardianship: (pupil: PersonId) => `guardianship-${pupil}`,
  /** Changes of one pupil's place in one school: arrivals, moves, leaving. */
  roster: (school: SchoolId, pupil: PersonId) => `roster-${school}.${pupil}`,
  /** The texts a school asks for consent by. */
  wording: (school: SchoolId) => `wording-${school}`,
  /** What was answered for one pupil to a school's requests for consent. */
  consent: (school: SchoolId, pupil: PersonId) => `consent-${school}.${pupil}`,
  /** One lesson: attendance, topic, homework. */
  lesson: (school: SchoolId, lesson: LessonId) => `lesson-${school}.${lesson}`,
  /** One version of a school's weekly grid, from the draft on. */
  timetable: (school: SchoolId, version: TimetableId) => `timetable-${school}.${version}`,
  /** The marks of one group in one subject and term. */
  journal: (school: SchoolId, group: GroupId, subject: SubjectId, term: TermId) =>
    `journal-${school}.${group}.${subject}.${term}`,
} as const;

export type Category = keyof typeof streams;
export const categories = Object.keys(streams) as readonly Category[];

/** The category of a stream's name; undefined where the name has none that is known. */
export function categoryOf(stream: string): Category | undefined {
  const name = stream.slice(0, stream.indexOf('-'));
  return categories.find((category) => category === name);
}

import {
  findClass,
  findGroup,
  findLesson,
  findSchool,
  keeps,
  type Group,
  type Lesson,
  type School,
} from '@peremena/projections/queries';
import type {
  CellResource,
  ClassResource,
  GroupResource,
  LessonResource,
  PupilResource,
  SchoolResource,
} from '../access/resource.ts';
import { holdsOn } from '../access/fact.ts';
import type { Ctx, Parts } from './parts.ts';
import { idIn } from './registry.ts';
import { todayIn } from './today.ts';

type Reading = Pick<Parts, 'sql' | 'facts'>;

/** A lesson as the thing a request is about; what the read model knows of it comes along. */
export async function lessonResource({ sql }: Reading, lessonId: string): Promise<(LessonResource & Lesson) | null> {
  const lesson = await findLesson(sql, lessonId);
  return lesson && { ...lesson, kind: 'lesson', lessonId };
}

export async function groupResource(
  { sql, clock }: Reading & Pick<Parts, 'clock'>,
  groupId: string,
  date: string | null = null,
): Promise<(GroupResource & Group) | null> {
  const group = await findGroup(sql, groupId, date ?? dateOf(clock()));
  return group && { ...group, kind: 'group', groupId, date };
}

/** A pupil: somebody who is or was in a class or group. */
export async function pupilResource({ facts }: Reading, pupilId: string): Promise<PupilResource | null> {
  return pupilOf(pupilId, await facts.ofPerson(pupilId));
}

/** The pupil of these facts, null where they are facts of no pupil. */
export function pupilOf(pupilId: string, facts: PupilResource['facts']): PupilResource | null {
  const own = facts.filter((fact) => fact.kind === 'enrolled' || fact.kind === 'in_group');
  return own.length > 0 ? { kind: 'pupil', pupilId, facts: own } : null;
}

/** One pupil at one lesson; null where either is unknown. */
export async function cellResource(
  reading: Reading,
  lessonId: string,
  pupilId: string,
): Promise<(CellResource & Lesson) | null> {
  const [lesson, pupil] = await Promise.all([findLesson(reading.sql, lessonId), pupilResource(reading, pupilId)]);
  if (!lesson || !pupil) return null;
  const together = pupil.facts.some((fact) => fact.groupId === lesson.groupId);
  return together ? { ...lesson, ...pupil, kind: 'cell', lessonId } : null;
}

/** A school, with the facts of those whose guardian the person is today. */
export async function schoolResource(
  { sql, facts, clock }: Reading & Pick<Parts, 'clock'>,
  schoolId: string,
  personId: string,
): Promise<(SchoolResource & School) | null> {
  const school = await findSchool(sql, schoolId);
  if (!school) return null;
  const own = await facts.ofPerson(personId);
  const today = todayIn(school.timeZone, clock());
  const guards = own.filter(
    (fact) => fact.kind === 'guardian' && holdsOn(fact, today) && keeps(fact, 'timetable', today),
  );
  const wards = await facts.ofPeople([...new Set(guards.flatMap(({ pupilId }) => pupilId ?? []))]);
  return { ...school, kind: 'school', schoolId, facts: [...wards.values()].flat() };
}

/** A class, with what it is called on a date; today unless said otherwise. */
export async function classResource(
  { sql, clock }: Pick<Parts, 'sql' | 'clock'>,
  classId: string,
  date: string = dateOf(clock()),
): Promise<(ClassResource & { readonly title: string }) | null> {
  const found = await findClass(sql, classId, date);
  return found && { kind: 'class', schoolId: found.schoolId, classId: found.id, title: found.title };
}

// What a thing is called on the day of asking; the hours between time zones do not matter to a title.
const dateOf = (instant: Date): string => instant.toISOString().slice(0, 10);

/** Loaders for `allow`, by the ids in the path. */
export const lessonIn = (c: Ctx) => lessonResource(c.var.parts, idIn(c, 'lessonId'));
export const groupIn = (c: Ctx) => groupResource(c.var.parts, idIn(c, 'groupId'));
export const classIn = (c: Ctx) => classResource(c.var.parts, idIn(c, 'classId'));
export const pupilIn = (c: Ctx) => pupilResource(c.var.parts, idIn(c, 'pupilId'));
export const cellIn = (c: Ctx) => cellResource(c.var.parts, idIn(c, 'lessonId'), idIn(c, 'pupilId'));
export const schoolIn = (c: Ctx) => schoolResource(c.var.parts, idIn(c, 'schoolId'), c.var.signedIn?.personId ?? '');

import { type ClassId, type GroupId, type LessonId, type PersonId, type SchoolId, streams } from '@peremena/events';
import { leadersOf } from '@peremena/projections/queries';
import type { Fact } from '../access/fact.ts';
import { classDecider } from '../class/decider.ts';
import { Refusal } from '../core/decider.ts';
import type { Parts } from '../core/parts.ts';
import { groupDecider } from '../group/decider.ts';
import { lessonDecider } from '../lesson/decider.ts';
import { staffDecider } from '../staff/decider.ts';
import { type Deed, deed } from './deed.ts';

type Leaving = Pick<Parts, 'sql' | 'facts'>;

/** What a person does for a school on a day or later: what ends when they leave after it. */
export async function workOf(
  { facts }: Leaving,
  schoolId: string,
  personId: string,
  lastDay: string,
): Promise<readonly Fact[]> {
  const own = await facts.ofPerson(personId);
  return own.filter(
    (fact) =>
      fact.schoolId === schoolId &&
      (fact.kind === 'post' || fact.kind === 'tutor' || fact.kind === 'teaches' || fact.kind === 'substitutes') &&
      (fact.to === null || fact.to > lastDay) &&
      (fact.kind !== 'substitutes' || fact.from > lastDay),
  );
}

/** One command for each thing that ends. Refused where something is to begin later: that is taken back first. */
export async function leaveSteps(
  parts: Leaving,
  school: SchoolId,
  person: PersonId,
  lastDay: string,
): Promise<readonly Deed[]> {
  const work = await workOf(parts, school, person, lastDay);
  const later = work.find((fact) => fact.kind !== 'substitutes' && fact.from > lastDay);
  if (later) throw new Refusal('work_begins_later', { from: later.from });
  return work.map((fact) => {
    if (fact.kind === 'post' && fact.post)
      return deed(streams.staff(school, person), staffDecider, {
        type: 'LeavePost',
        schoolId: school,
        personId: person,
        post: fact.post,
        lastDay,
      });
    if (fact.kind === 'tutor')
      return deed(streams.class(school, fact.classId as ClassId), classDecider, {
        type: 'ReleaseTutor',
        teacherId: person,
        lastDay,
      });
    if (fact.kind === 'teaches')
      return deed(streams.group(school, fact.groupId as GroupId), groupDecider, {
        type: 'WithdrawTeacher',
        teacherId: person,
        lastDay,
      });
    return deed(streams.lesson(school, fact.lessonId as LessonId), lessonDecider, {
      type: 'AssignSubstitute',
      substituteId: null,
      reason: 'other',
      saw: person,
      context: { available: true, clashes: [], until: fact.from },
    });
  });
}

/** Refuses to leave a school without an admin on the day after. */
export async function leavingLeader(
  { sql }: Pick<Parts, 'sql'>,
  schoolId: string,
  personId: string,
  lastDay: string,
): Promise<void> {
  const after = new Date(`${lastDay}T00:00:00Z`);
  after.setUTCDate(after.getUTCDate() + 1);
  const leaders = await leadersOf(sql, schoolId, after.toISOString().slice(0, 10));
  const admins = leaders.filter(({ post }) => post === 'admin');
  if (admins.some((one) => one.personId === personId) && admins.every((one) => one.personId === personId))
    throw new Refusal('last_admin');
}

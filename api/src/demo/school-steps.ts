import { streams, type BellScheduleId } from '@peremena/events';
import { batch } from '../core/batch.ts';
import { classDecider } from '../class/decider.ts';
import { groupDecider } from '../group/decider.ts';
import { guardianshipDecider } from '../guardianship/decider.ts';
import { personDecider } from '../person/decider.ts';
import { defaultBells, shortBells } from '../school/default-bells.ts';
import { schoolDecider } from '../school/decider.ts';
import { staffDecider } from '../staff/decider.ts';
import { instantOf, plusDays, zone, type Calendar } from './calendar.ts';
import type { DemoGroup } from './groups.ts';
import { eventOf, ids } from './ids.ts';
import type { DemoPeople, DemoPerson } from './people.ts';
import { staff, type StaffKey } from './staff.ts';
import { step, type By, type Step } from './step.ts';
import { classTitles, subjects, type SubjectCode } from './timetable.ts';

const nobody: By = { actorId: null, role: 'system', fact: null };
/** The school's administrator, who keeps its lists. */
export const admin: By = { actorId: ids.person('staff/shevchuk'), role: 'admin', fact: eventOf('post/shevchuk', 0) };
const schoolId = ids.school;
const inSchool = batch(schoolDecider);
const inClass = batch(classDecider);
const inGroup = batch(groupDecider);
const inGuardianship = batch(guardianshipDecider);

/** The school with its subjects and term. `source` keeps the moment the demo was made for. */
export function openingSteps(calendar: Calendar, source: string): Step[] {
  const { title, from, to } = calendar.term;
  const at = instantOf(plusDays(calendar.since, -12), '09:00');
  const titles = Object.entries(subjects) as [SubjectCode, { title: string }][];
  const commands = [
    { type: 'OpenSchool' as const, schoolId, title: 'Школа № 17', timeZone: zone, scale: 'five' as const, source },
    // Its sign-ins are for whoever reads them on the screen.
    {
      type: 'SetSecondFactorRule' as const,
      rule: { required: false, from: null },
      saw: null,
      context: { today: calendar.since },
    },
    ...titles.map(([code, subject]) => ({
      type: 'AddSubject' as const,
      subjectId: ids.subject(code),
      title: subject.title,
      source: null,
    })),
    { type: 'ScheduleTerm' as const, termId: ids.term, title, from, to, source: null },
  ];
  return [
    step({ key: 'school', at, by: nobody, stream: streams.school(schoolId), decider: inSchool, command: commands }),
  ];
}

/** Holidays after the term, a short day ahead, and the rooms. */
export function calendarSteps(calendar: Calendar): Step[] {
  const at = instantOf(plusDays(calendar.since, -9), '08:30');
  const days = { bells: [], runsAs: null };
  const [from, to] = [plusDays(calendar.term.to, 1), plusDays(calendar.term.to, 9)];
  const usual = String(schoolId) as BellScheduleId;
  const rooms = [...new Set(Object.values(staff).flatMap(({ room }) => room ?? []))].toSorted();
  const command = [
    {
      type: 'SetBellSchedule' as const,
      scheduleId: ids.shortBells,
      title: 'Сокращённый день',
      bells: [...shortBells],
      saw: null,
    },
    {
      type: 'DeclareSpecialDays' as const,
      daysId: ids.specialDays('holidays'),
      kind: 'holidays' as const,
      title: 'Каникулы',
      from,
      to,
      ...days,
    },
    {
      type: 'DeclareSpecialDays' as const,
      daysId: ids.specialDays('short'),
      kind: 'short_day' as const,
      title: 'Школьный концерт',
      from: calendar.shortDay,
      to: calendar.shortDay,
      bells: [{ usual, instead: ids.shortBells }],
      runsAs: null,
    },
    ...rooms.map((room) => ({ type: 'SetRoom' as const, room, holds: room === 'зал' ? 2 : 1 })),
  ];
  return [step({ key: 'calendar', at, by: admin, stream: streams.school(schoolId), decider: inSchool, command })];
}

/** The bells: a demo school that has them lacks nothing but its timetable. */
export function bellsStep(calendar: Calendar): Step {
  const at = instantOf(plusDays(calendar.since, -9), '09:00');
  const command = { type: 'SetBells' as const, bells: [...defaultBells] };
  return step({ key: 'bells', at, by: admin, stream: streams.school(schoolId), decider: schoolDecider, command });
}

/** Everybody, their posts and their families. */
export function peopleSteps(calendar: Calendar, people: DemoPeople): Step[] {
  const at = instantOf(plusDays(calendar.since, -11), '09:00');
  const from = calendar.since;
  const register = ({ key, ...person }: DemoPerson, by: By) => {
    const { personId, familyName, givenName, middleName, birthDate } = person;
    const command = {
      type: 'RegisterPerson' as const,
      personId,
      familyName,
      givenName,
      middleName,
      birthDate,
      source: null,
    };
    return step({ key, at, by, stream: streams.person(personId), schoolId: null, decider: personDecider, command });
  };
  const posts = Object.entries(people.staff).map(([key, { personId }]) => {
    const { post } = staff[key as StaffKey];
    const command = { type: 'TakePost' as const, schoolId, personId, post, from, to: null, source: null };
    return step({
      key: `post/${key}`,
      at,
      by: nobody,
      stream: streams.staff(schoolId, personId),
      decider: staffDecider,
      command,
    });
  });
  const families = people.pupils.map(({ personId, guardians, key }) =>
    step({
      key: `guardians/${key}`,
      at,
      by: admin,
      stream: streams.guardianship(personId),
      schoolId: null,
      decider: inGuardianship,
      command: guardians.map((guardian) => ({
        type: 'LinkGuardian' as const,
        pupilId: personId,
        ...guardian,
        from,
        to: null,
        source: null,
      })),
    }),
  );
  return [
    ...Object.values(people.staff).map((person) => register(person, nobody)),
    ...posts,
    ...[...people.guardians, ...people.pupils].map((person) => register(person, admin)),
    ...families,
  ];
}

/** Classes with their pupils and tutors, groups with their pupils and teachers. */
export function classSteps(calendar: Calendar, people: DemoPeople, groups: readonly DemoGroup[]): Step[] {
  const at = instantOf(plusDays(calendar.since, -10), '09:00');
  const period = { from: calendar.since, to: null, source: null };
  const classes = classTitles.map((title) => {
    const classId = ids.class(title);
    const pupils = people.pupils.filter(({ klass }) => klass === title);
    const tutors = (Object.keys(people.staff) as StaffKey[]).filter(
      (key) => 'tutorOf' in staff[key] && staff[key].tutorOf === title,
    );
    const command = [
      { type: 'OpenClass' as const, schoolId, classId, title, grade: Number(title.slice(0, -1)), source: null },
      ...tutors.map((key) => ({ type: 'AppointTutor' as const, teacherId: people.staff[key].personId, ...period })),
      ...pupils.map(({ personId }) => ({ type: 'EnrollPupil' as const, pupilId: personId, ...period })),
    ];
    return step({
      key: `class/${title}`,
      at,
      by: admin,
      stream: streams.class(schoolId, classId),
      decider: inClass,
      command,
    });
  });
  const taught = groups.map(({ key, groupId, klass, code, title, teacher, pupils }) => {
    const command = [
      {
        type: 'FormGroup' as const,
        schoolId,
        groupId,
        subjectId: ids.subject(code),
        classId: ids.class(klass),
        title,
        source: null,
      },
      { type: 'AssignTeacher' as const, teacherId: people.staff[teacher].personId, ...period },
      ...pupils.map(({ personId }) => ({ type: 'JoinGroup' as const, pupilId: personId, ...period })),
    ];
    return step({ key, at, by: admin, stream: streams.group(schoolId, groupId), decider: inGroup, command });
  });
  return [...classes, ...taught];
}

/** Who acts as the teacher of a group. */
export function teacherOf(group: DemoGroup): By {
  return { actorId: ids.person(`staff/${group.teacher}`), role: 'teacher', fact: eventOf(group.key, 1) };
}

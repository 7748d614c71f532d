import { streams, type BellScheduleId, type PersonId } from '@peremena/events';
import { batch } from '../core/batch.ts';
import { classDecider } from '../class/decider.ts';
import { groupDecider } from '../group/decider.ts';
import { guardianshipDecider } from '../guardianship/decider.ts';
import { personDecider } from '../person/decider.ts';
import { defaultBells, shortBells } from '../school/default-bells.ts';
import { schoolDecider } from '../school/decider.ts';
import { staffDecider } from '../staff/decider.ts';
import { secondShift, secondShort } from './bells.ts';
import { instantOf, plusDays, zone } from './calendar.ts';
import type { DemoPerson, DemoSchool } from './school.ts';
import { step, type By, type Step } from './step.ts';
import { subjects } from './subjects.ts';

const nobody: By = { actorId: null, role: 'system', fact: null };
const inSchool = batch(schoolDecider);
const inClass = batch(classDecider);
const inGroup = batch(groupDecider);
const inGuardianship = batch(guardianshipDecider);

/** Id of a colleague by the short key. */
export function staffId({ staff }: Pick<DemoSchool, 'staff'>, key: string): PersonId {
  const found = staff.get(key);
  if (!found) throw new RangeError(`nobody is called ${key}`);
  return found.personId;
}

/** The school's administrator, who keeps its lists. */
export const adminOf = (school: DemoSchool): By => ({
  actorId: staffId(school, school.admin),
  role: 'admin',
  fact: school.ids.eventOf(`post/${school.admin}`, 0),
});

/** Who acts as the teacher of a group. */
export const teacherOf = (school: DemoSchool, group: { readonly teacher: string; readonly key: string }): By => ({
  actorId: staffId(school, group.teacher),
  role: 'teacher',
  fact: school.ids.eventOf(group.key, 1),
});

/** The school with its subjects and term. `source` keeps the moment the demo was made for. */
export function openingSteps(school: DemoSchool, source: string): Step[] {
  const { calendar, ids, groups } = school;
  const schoolId = ids.school;
  const { title, from, to } = calendar.term;
  const at = instantOf(plusDays(calendar.since, -12), '09:00');
  const taught = new Set(groups.map(({ code }) => code));
  const titles = Object.entries(subjects).filter(([code]) => taught.has(code as keyof typeof subjects));
  const commands = [
    { type: 'OpenSchool' as const, schoolId, title: school.title, timeZone: zone, scale: 'five' as const, source },
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
    step({
      school,
      key: 'school',
      at,
      by: nobody,
      stream: streams.school(schoolId),
      decider: inSchool,
      command: commands,
    }),
  ];
}

/** Holidays after the term, a short day ahead, and the rooms. */
export function calendarSteps(school: DemoSchool): Step[] {
  const { calendar, ids } = school;
  const schoolId = ids.school;
  const at = instantOf(plusDays(calendar.since, -9), '08:30');
  const days = { bells: [], runsAs: null };
  const [from, to] = [plusDays(calendar.term.to, 1), plusDays(calendar.term.to, 9)];
  const usual = String(schoolId) as BellScheduleId;
  const late = school.classes.filter(({ shift }) => shift === 2);
  const second = [
    { scheduleId: ids.secondShift, title: 'Вторая смена', bells: [...secondShift] },
    { scheduleId: ids.secondShort, title: 'Вторая смена, сокращённый день', bells: [...secondShort] },
  ];
  const command = [
    {
      type: 'SetBellSchedule' as const,
      scheduleId: ids.shortBells,
      title: 'Сокращённый день',
      bells: [...shortBells],
      saw: null,
    },
    ...(late.length > 0 ? second : []).map((one) => ({ type: 'SetBellSchedule' as const, ...one, saw: null })),
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
      bells: [
        { usual, instead: ids.shortBells },
        ...(late.length > 0 ? [{ usual: ids.secondShift, instead: ids.secondShort }] : []),
      ],
      runsAs: null,
    },
    ...[...school.rooms].map(([room, holds]) => ({ type: 'SetRoom' as const, room, holds })),
    ...late.map(({ title }) => ({
      type: 'ChooseBells' as const,
      classId: ids.class(title),
      groupId: null,
      scheduleId: ids.secondShift,
    })),
  ];
  const stream = streams.school(schoolId);
  return [step({ school, key: 'calendar', at, by: adminOf(school), stream, decider: inSchool, command })];
}

/** The bells: a demo school that has them lacks nothing but its timetable. */
export function bellsStep(school: DemoSchool): Step {
  const at = instantOf(plusDays(school.calendar.since, -9), '09:00');
  const command = { type: 'SetBells' as const, bells: [...defaultBells] };
  const stream = streams.school(school.ids.school);
  return step({ school, key: 'bells', at, by: adminOf(school), stream, decider: schoolDecider, command });
}

/** Everybody, their posts and their families. */
export function peopleSteps(school: DemoSchool): Step[] {
  const { calendar, ids } = school;
  const schoolId = ids.school;
  const admin = adminOf(school);
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
    const stream = streams.person(personId);
    return step({ school, key, at, by, stream, ofSchool: false, decider: personDecider, command });
  };
  const posts = [...school.staff].map(([key, { personId, post }]) => {
    const command = { type: 'TakePost' as const, schoolId, personId, post, from, to: null, source: null };
    return step({
      school,
      key: `post/${key}`,
      at,
      by: nobody,
      stream: streams.staff(schoolId, personId),
      decider: staffDecider,
      command,
    });
  });
  const { personId: adminId } = school.staff.get(school.admin)!;
  const elsewhere = school.adminAlsoOf.map((other) =>
    step({
      school: { ids: { ...ids, school: other } },
      ...{ key: `post/${school.admin}/${other}`, at, by: nobody },
      stream: streams.staff(other, adminId),
      decider: staffDecider,
      command: { type: 'TakePost', schoolId: other, personId: adminId, post: 'admin', from, to: null, source: null },
    }),
  );
  const families = school.pupils.map(({ personId, guardians, key }) =>
    step({
      school,
      key: `guardians/${key}`,
      at,
      by: admin,
      stream: streams.guardianship(personId),
      ofSchool: false,
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
    ...[...school.staff.values()].map((person) => register(person, nobody)),
    ...posts,
    ...elsewhere,
    ...[...school.guardians, ...school.pupils].map((person) => register(person, admin)),
    ...families,
  ];
}

/** Classes with their pupils and tutors, groups with their pupils and teachers. */
export function classSteps(school: DemoSchool): Step[] {
  const { calendar, ids, pupils: everybody } = school;
  const schoolId = ids.school;
  const admin = adminOf(school);
  const at = instantOf(plusDays(calendar.since, -10), '09:00');
  const period = { from: calendar.since, to: null, source: null };
  const classes = school.classes.map(({ title, grade }) => {
    const classId = ids.class(title);
    const pupils = everybody.filter(({ klass }) => klass === title);
    const tutors = [...school.staff.values()].filter(({ tutorOf }) => tutorOf === title);
    const command = [
      { type: 'OpenClass' as const, schoolId, classId, title, grade, source: null },
      ...tutors.map(({ personId }) => ({ type: 'AppointTutor' as const, teacherId: personId, ...period })),
      ...pupils.map(({ personId }) => ({ type: 'EnrollPupil' as const, pupilId: personId, ...period })),
    ];
    return step({
      school,
      key: `class/${title}`,
      at,
      by: admin,
      stream: streams.class(schoolId, classId),
      decider: inClass,
      command,
    });
  });
  const taught = school.groups.map(({ key, groupId, klass, code, title, teacher, pupils }) => {
    const command = [
      {
        type: 'FormGroup' as const,
        schoolId,
        groupId,
        subjectId: ids.subject(code),
        classId: ids.class(klass.title),
        title,
        source: null,
      },
      { type: 'AssignTeacher' as const, teacherId: staffId(school, teacher), ...period },
      ...pupils.map(({ personId }) => ({ type: 'JoinGroup' as const, pupilId: personId, ...period })),
    ];
    const stream = streams.group(schoolId, groupId);
    return step({ school, key, at, by: admin, stream, decider: inGroup, command });
  });
  return [...classes, ...taught];
}

import { randomUUID } from 'node:crypto';
import {
  streams,
  type AnyEvent,
  type ClassId,
  type CommandId,
  type GroupId,
  type PersonId,
  type SchoolId,
  type SubjectId,
  type TermId,
} from '@peremena/events';
import { batch } from '../src/core/batch.ts';
import type { Decider } from '../src/core/decider.ts';
import type { CommandHandler } from '../src/core/handle-command.ts';
import { uuidv5 } from '../src/core/uuid.ts';
import { classDecider } from '../src/class/decider.ts';
import { groupDecider } from '../src/group/decider.ts';
import { guardianshipDecider } from '../src/guardianship/decider.ts';
import { lessonDecider } from '../src/lesson/decider.ts';
import { lessonIdOf } from '../src/lesson/lesson-id.ts';
import { personDecider } from '../src/person/decider.ts';
import { defaultBells } from '../src/school/default-bells.ts';
import { schoolDecider } from '../src/school/decider.ts';
import { staffDecider } from '../src/staff/decider.ts';

const id = <T extends string>(name: string) => uuidv5('3b1f2c5e-0d5e-5a6f-8c39-6f4f6f0b5a11', name) as T;
const schoolId = id<SchoolId>('school');
const groupId = id<GroupId>('group');
const lessonAt = (date: string) => lessonIdOf(groupId, date, 2);

/** A school of one class (7Б: Анна, Борис), one group (algebra) and three lessons around Wednesday, 18 November 2026. */
export const small = {
  schoolId,
  classId: id<ClassId>('class'),
  groupId,
  subjectId: id<SubjectId>('subject'),
  termId: id<TermId>('term'),
  teacher: id<PersonId>('teacher'),
  other: id<PersonId>('other'),
  tutor: id<PersonId>('tutor'),
  head: id<PersonId>('head'),
  mother: id<PersonId>('mother'),
  anna: id<PersonId>('anna'),
  boris: id<PersonId>('boris'),
  monday: lessonAt('2026-11-16'),
  wednesday: lessonAt('2026-11-18'),
  friday: lessonAt('2026-11-20'),
  /** 9:30 of that Wednesday in the school: the lesson is going on. */
  now: new Date('2026-11-18T06:30:00Z'),
} as const;

const people: readonly [PersonId, string, string, string][] = [
  [small.teacher, 'Кравцова', 'Елена', 'Андреевна'],
  [small.other, 'Дьяков', 'Игорь', 'Петрович'],
  [small.tutor, 'Смирнова', 'Ольга', 'Викторовна'],
  [small.head, 'Ковалёва', 'Людмила', 'Борисовна'],
  [small.mother, 'Соколова', 'Наталья', 'Сергеевна'],
  [small.anna, 'Соколова', 'Анна', 'Игоревна'],
  [small.boris, 'Васильев', 'Борис', 'Денисович'],
];
const period = { from: '2026-09-01', to: null, source: null };

/** A second class, 7А, whose teacher `other` gives algebra in room 305 in the hour of the lesson on Friday. */
export const seventhA = {
  classId: id<ClassId>('class 7A'),
  groupId: id<GroupId>('group 7A'),
  friday: lessonIdOf(id<GroupId>('group 7A'), '2026-11-20', 2),
} as const;

/** Makes the small school by commands. */
export async function openSmallSchool(commands: CommandHandler, timeZone = 'Europe/Moscow') {
  const carry = <S, C, E extends AnyEvent>(stream: string, decider: Decider<S, C, E>, list: readonly C[]) => {
    const commandId = randomUUID() as CommandId;
    const metadata = {
      commandId,
      correlationId: commandId,
      causationId: commandId,
      actorId: null,
      at: '2026-08-25T09:00:00.000Z',
    };
    return commands({
      stream,
      decider: batch(decider),
      command: list,
      hash: commandId,
      metadata: { ...metadata, actingAs: { role: 'system', fact: null }, schoolId },
    });
  };
  const { classId, subjectId, termId, teacher } = small;
  await carry(streams.school(schoolId), schoolDecider, [
    { type: 'OpenSchool', schoolId, title: 'Школа № 17', timeZone, scale: 'five', source: null },
    { type: 'SetBells', bells: [...defaultBells] },
    { type: 'SetSecondFactorRule', rule: { required: false, from: null }, saw: null, context: { today: '2026-08-25' } },
    { type: 'AddSubject', subjectId, title: 'Алгебра', source: null },
    { type: 'ScheduleTerm', termId, title: '2 четверть', from: '2026-11-09', to: '2026-12-29', source: null },
  ]);
  for (const [personId, familyName, givenName, middleName] of people) {
    const command = {
      type: 'RegisterPerson' as const,
      personId,
      familyName,
      givenName,
      middleName,
      birthDate: null,
      source: null,
    };
    await carry(streams.person(personId), personDecider, [command]);
  }
  for (const [personId, post] of [
    [teacher, 'teacher'],
    [small.other, 'teacher'],
    [small.tutor, 'teacher'],
    [small.head, 'head'],
  ] as const) {
    await carry(streams.staff(schoolId, personId), staffDecider, [
      { type: 'TakePost', schoolId, personId, post, ...period },
    ]);
  }
  await carry(streams.class(schoolId, classId), classDecider, [
    { type: 'OpenClass', schoolId, classId, title: '7Б', grade: 7, source: null },
    { type: 'AppointTutor', teacherId: small.tutor, ...period },
    ...[small.anna, small.boris].map((pupilId) => ({ type: 'EnrollPupil' as const, pupilId, ...period })),
  ]);
  await carry(streams.group(schoolId, groupId), groupDecider, [
    { type: 'FormGroup', schoolId, groupId, subjectId, classId, title: '7Б', source: null },
    { type: 'AssignTeacher', teacherId: teacher, ...period },
    ...[small.anna, small.boris].map((pupilId) => ({ type: 'JoinGroup' as const, pupilId, ...period })),
  ]);
  const link = { pupilId: small.anna, guardianId: small.mother, relation: 'mother' as const };
  await carry(streams.guardianship(small.anna), guardianshipDecider, [{ type: 'LinkGuardian', ...link, ...period }]);
  for (const date of ['2026-11-16', '2026-11-18', '2026-11-20']) {
    const lessonId = lessonAt(date);
    const place = {
      schoolId,
      lessonId,
      groupId,
      subjectId,
      termId,
      teacherId: teacher,
      date,
      slot: 2,
      from: '09:25',
      to: '10:10',
      room: '214',
    };
    await carry(streams.lesson(schoolId, lessonId), lessonDecider, [{ type: 'PlanLesson', ...place }]);
  }
  return carry;
}

/** Adds 7А to the small school. */
export async function openSeventhA(carry: Awaited<ReturnType<typeof openSmallSchool>>): Promise<void> {
  const { classId, groupId, friday: lessonId } = seventhA;
  const { subjectId, termId, other: teacherId } = small;
  await carry(streams.class(schoolId, classId), classDecider, [
    { type: 'OpenClass', schoolId, classId, title: '7А', grade: 7, source: null },
  ]);
  await carry(streams.group(schoolId, groupId), groupDecider, [
    { type: 'FormGroup', schoolId, groupId, subjectId, classId, title: '7А', source: null },
    { type: 'AssignTeacher', teacherId, ...period },
  ]);
  const place = { date: '2026-11-20', slot: 2, from: '09:25', to: '10:10', room: '305' };
  await carry(streams.lesson(schoolId, lessonId), lessonDecider, [
    { type: 'PlanLesson', schoolId, lessonId, groupId, subjectId, termId, teacherId, ...place },
  ]);
}

import { createHash } from 'node:crypto';
import type { AnyEvent } from '@peremena/events';
import type { Given } from '../src/core/specification.ts';

/** A UUID made from a word, the same each time. */
export function id(word: string): string {
  const hex = createHash('sha256').update(word).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

export const school = id('school');
export const subject = id('algebra');
export const term = id('term');
export const klass = id('7B');
export const group = id('7B algebra');
export const teacher = id('teacher');
export const pupils = ['anna', 'boris', 'vera'].map(id);

type Type = AnyEvent['type'];
const event = <T extends Type>(type: T, data: unknown, stream: string, metadata = {}): Given =>
  ({ type, data, stream, metadata: { schoolId: school, ...metadata } }) as unknown as Given;

export const lessonStream = (lesson: string): string => `lesson-${school}.${lesson}`;
export const journalStream = (of = group): string => `journal-${school}.${of}.${subject}.${term}`;

const broughtIn = (work: string) => ({ schoolId: school, groupId: group, workId: id(work) });
const workTerms = {
  description: null,
  category: { title: 'Контрольные', weight: '2', source: 'oneroster:category' },
  assignedOn: '2026-08-20',
  dueOn: '2026-08-28',
  termId: term,
  lowest: '0',
  highest: '100',
  scale: null,
};
const resultTerms = { textScore: null, flags: [], scoredOn: null, comment: null };

const lessonKeys = (lesson: string) => ({ schoolId: school, lessonId: lesson, groupId: group });

/** Events of the tests, one short maker each. */
export const make = {
  contacts: (personId: string, email: string) =>
    event('ContactsSet', { personId, email, phone: null }, `person-${personId}`),
  person: (person: string, familyName: string, givenName = 'Иван') =>
    event(
      'PersonRegistered',
      { personId: person, familyName, givenName, middleName: null, birthDate: null, source: null },
      `person-${person}`,
    ),
  lesson: (lesson: string, date: string, slot = 1) =>
    event(
      'LessonPlanned',
      {
        ...lessonKeys(lesson),
        subjectId: subject,
        termId: term,
        teacherId: teacher,
        date,
        slot,
        from: '09:20',
        to: '10:05',
        room: '12',
      },
      lessonStream(lesson),
    ),
  topic: (lesson: string, topic: string | null) =>
    event('LessonTopicSet', { ...lessonKeys(lesson), topic }, lessonStream(lesson)),
  homework: (lesson: string, text: string, dueOn: string | null = null) =>
    event('HomeworkSet', { ...lessonKeys(lesson), text, dueOn }, lessonStream(lesson)),
  roll: (lesson: string, present: readonly string[], exceptions: readonly { pupilId: string; code: string }[]) =>
    event('AttendanceTaken', { ...lessonKeys(lesson), present, exceptions }, lessonStream(lesson)),
  attendance: (lesson: string, pupilId: string, before: string | null, after: string | null) =>
    event('AttendanceCorrected', { ...lessonKeys(lesson), pupilId, before, after }, lessonStream(lesson)),
  work: (lesson: string, kind: string, weight: number) =>
    event('LessonWorkSet', { ...lessonKeys(lesson), kind, weight }, journalStream()),
  mark: (lesson: string, pupilId: string, value: string, markId = id(`mark ${lesson} ${pupilId}`)) =>
    event('MarkPosted', { ...lessonKeys(lesson), markId, pupilId, value }, journalStream(), { actorId: teacher }),
  correction: (lesson: string, pupilId: string, replaces: string, before: string, after: string) =>
    event(
      'MarkCorrected',
      {
        ...lessonKeys(lesson),
        markId: id(`mark ${lesson} ${pupilId}`),
        pupilId,
        replaces,
        reason: 'typo',
        note: null,
        before,
        after,
      },
      journalStream(),
      { actorId: teacher },
    ),
  workBroughtIn: (work: string, title = work) =>
    event(
      'WorkBroughtIn',
      { ...broughtIn(work), title, ...workTerms, source: `oneroster:${work}` },
      `group-${school}.${group}`,
    ),
  ofBroughtInWork: (type: Type, work: string, data: object = {}) =>
    event(type, { ...broughtIn(work), ...data }, `group-${school}.${group}`),
  workCorrected: (work: string, title: string) =>
    event('BroughtInWorkCorrected', { ...broughtIn(work), title, ...workTerms }, `group-${school}.${group}`),
  resultBroughtIn: (work: string, pupilId: string, score: string | null, data: object = {}) =>
    event(
      'ResultBroughtIn',
      {
        ...broughtIn(work),
        resultId: id(`result ${work} ${pupilId}`),
        pupilId,
        status: score === null ? 'not_submitted' : 'graded',
        score,
        ...resultTerms,
        source: `oneroster:${work} ${pupilId}`,
        ...data,
      },
      `group-${school}.${group}`,
    ),
  resultCorrected: (work: string, pupilId: string, score: string, data: object = {}) =>
    event(
      'BroughtInResultCorrected',
      {
        ...broughtIn(work),
        resultId: id(`result ${work} ${pupilId}`),
        pupilId,
        status: 'graded',
        score,
        ...resultTerms,
        ...data,
      },
      `group-${school}.${group}`,
    ),
  withdrawal: (lesson: string, pupilId: string, replaces: string, before: string) =>
    event(
      'MarkWithdrawn',
      {
        ...lessonKeys(lesson),
        markId: id(`mark ${lesson} ${pupilId}`),
        pupilId,
        replaces,
        reason: 'other',
        note: null,
        before,
      },
      journalStream(),
      { actorId: teacher },
    ),
};

/** A school with a class of three, one group, a term, bells and a teacher. */
export const smallSchool: readonly Given[] = [
  event(
    'SchoolOpened',
    { schoolId: school, title: 'Школа № 17', timeZone: 'Europe/Moscow', scale: 'five', source: null },
    `school-${school}`,
  ),
  event('BellsSet', { schoolId: school, bells: [{ slot: 1, from: '09:20', to: '10:05' }] }, `school-${school}`),
  event('SubjectAdded', { schoolId: school, subjectId: subject, title: 'Алгебра', source: null }, `school-${school}`),
  event(
    'TermScheduled',
    { schoolId: school, termId: term, title: '1 четверть', from: '2026-09-01', to: '2026-10-31', source: null },
    `school-${school}`,
  ),
  event(
    'ClassOpened',
    { schoolId: school, classId: klass, title: '7Б', grade: 7, source: null },
    `class-${school}.${klass}`,
  ),
  event(
    'GroupFormed',
    { schoolId: school, groupId: group, subjectId: subject, classId: klass, title: 'Алгебра 7Б', source: null },
    `group-${school}.${group}`,
  ),
  make.person(teacher, 'Кравцова', 'Елена'),
  make.person(pupils[0]!, 'Ёлкина', 'Анна'),
  make.person(pupils[1]!, 'Жуков', 'Борис'),
  make.person(pupils[2]!, 'Ежова', 'Вера'),
  event(
    'PostTaken',
    { schoolId: school, personId: teacher, post: 'teacher', from: '2026-08-25', to: null, source: null },
    `staff-${school}.${teacher}`,
  ),
  event(
    'TeacherAssigned',
    {
      schoolId: school,
      groupId: group,
      subjectId: subject,
      teacherId: teacher,
      from: '2026-09-01',
      to: null,
      source: null,
    },
    `group-${school}.${group}`,
  ),
  ...pupils.flatMap((pupilId) => [
    event(
      'PupilEnrolled',
      { schoolId: school, classId: klass, pupilId, from: '2026-09-01', to: null, source: null },
      `class-${school}.${klass}`,
    ),
    event(
      'PupilJoinedGroup',
      { schoolId: school, groupId: group, pupilId, from: '2026-09-01', to: null, source: null },
      `group-${school}.${group}`,
    ),
  ]),
];

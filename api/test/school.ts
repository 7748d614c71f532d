import { randomUUID } from 'node:crypto';
import { type AnyEvent, secondFactorDefault, streams } from '@peremena/events';
import type { World } from './world.ts';

/** A class, its one group and that group's one lesson. */
interface Room {
  readonly klass: string;
  readonly group: string;
  readonly lesson: string;
}

/** Everybody and everything of a small school that tests speak of; all ids. */
export type School = Awaited<ReturnType<typeof foundSchool>>;

export const bells = [
  { slot: 1, from: '08:30', to: '09:15' },
  { slot: 2, from: '09:30', to: '10:15' },
];
export const lessonDate = '2026-11-19';
const year = { from: '2026-09-01', to: null, source: null };
const ended = { ...year, to: '2026-10-31' };

/**
 * A school of two classes, 7Б and 9А, with one group, lesson, topic and homework each; in 7Б two pupils, a mark with a corrected note
 * each, guardians, a tutor, teachers of now and before. Every text carries the canary, so that a leak can be told from chance.
 */
export async function foundSchool(world: World, canary: string) {
  const id = () => randomUUID() as never;
  const school = id();
  const [subject, term, version] = [id(), id(), id()];
  const person = {
    pupil: id(),
    classmate: id(),
    guardian: id(),
    formerGuardian: id(),
    limitedGuardian: id(),
    shutGuardian: id(),
    teacher: id(),
    formerTeacher: id(),
    otherTeacher: id(),
    tutor: id(),
    head: id(),
    admin: id(),
    otherPupil: id(),
  };
  const [own, other] = [room('7Б'), room('9А')];
  function room(title: string) {
    return { title, klass: id(), group: id(), lesson: id() };
  }
  const at = { schoolId: school };
  const tell = (stream: string, ...events: readonly { readonly type: string; readonly data: object }[]) =>
    world.happened(stream, events as unknown as readonly AnyEvent[], school);

  await tell(
    streams.school(school),
    {
      type: 'SchoolOpened',
      data: { ...at, title: `Школа ${canary}`, timeZone: 'Europe/Moscow', scale: 'five', source: null },
    },
    { type: 'BellsSet', data: { ...at, bells } },
    {
      type: 'SecondFactorRuleSet',
      data: { ...at, before: secondFactorDefault, after: { required: false, from: null } },
    },
    { type: 'SubjectAdded', data: { ...at, subjectId: subject, title: `Алгебра ${canary}`, source: null } },
    {
      type: 'TermScheduled',
      data: { ...at, termId: term, title: 'II четверть', from: '2026-11-01', to: '2026-12-28', source: null },
    },
  );
  for (const [role, personId] of Object.entries(person)) {
    const names = { familyName: `${role}-${canary}`, givenName: 'Имя', middleName: null };
    await tell(streams.person(personId), {
      type: 'PersonRegistered',
      data: { personId, ...names, birthDate: null, source: null },
    });
  }
  await tell(streams.timetable(school, version), {
    type: 'TimetableDrafted',
    data: { ...at, versionId: version, title: `Черновик ${canary}`, copyOf: null },
  });
  const post = (personId: never, held: string, period: object) =>
    tell(streams.staff(school, personId), { type: 'PostTaken', data: { ...at, personId, post: held, ...period } });
  await Promise.all([
    post(person.teacher, 'teacher', year),
    post(person.otherTeacher, 'teacher', year),
    post(person.tutor, 'teacher', year),
    post(person.formerTeacher, 'teacher', ended),
    post(person.head, 'head', year),
    post(person.admin, 'admin', year),
  ]);
  const members = (pupils: readonly string[], of: typeof own, teachers: readonly (readonly [string, object])[]) => [
    tell(
      streams.class(school, of.klass),
      { type: 'ClassOpened', data: { ...at, classId: of.klass, title: of.title, grade: null, source: null } },
      ...pupils.map((pupilId) => ({ type: 'PupilEnrolled', data: { ...at, classId: of.klass, pupilId, ...year } })),
      ...(of === own
        ? [{ type: 'TutorAppointed', data: { ...at, classId: of.klass, teacherId: person.tutor, ...year } }]
        : []),
    ),
    tell(
      streams.group(school, of.group),
      {
        type: 'GroupFormed',
        data: {
          ...at,
          groupId: of.group,
          subjectId: subject,
          classId: of.klass,
          title: `Группа ${of.title} ${canary}`,
          source: null,
        },
      },
      ...pupils.map((pupilId) => ({ type: 'PupilJoinedGroup', data: { ...at, groupId: of.group, pupilId, ...year } })),
      ...teachers.map(([teacherId, period]) => ({
        type: 'TeacherAssigned',
        data: { ...at, groupId: of.group, subjectId: subject, teacherId, ...period },
      })),
    ),
  ];
  await Promise.all([
    ...members([person.pupil, person.classmate], own, [
      [person.teacher, year],
      [person.formerTeacher, ended],
    ]),
    ...members([person.otherPupil], other, [[person.otherTeacher, year]]),
    tell(
      streams.guardianship(person.pupil),
      {
        type: 'GuardianLinked',
        data: { pupilId: person.pupil, guardianId: person.guardian, relation: 'mother', ...year },
      },
      {
        type: 'GuardianLinked',
        data: { pupilId: person.pupil, guardianId: person.formerGuardian, relation: 'father', ...ended },
      },
      ...(
        [
          [person.limitedGuardian, ['timetable', 'homework']],
          [person.shutGuardian, []],
        ] as const
      ).flatMap(([guardianId, keeps]) => [
        { type: 'GuardianLinked', data: { pupilId: person.pupil, guardianId, relation: 'guardian', ...year } },
        {
          type: 'GuardianLimited',
          data: {
            orderId: id(),
            pupilId: person.pupil,
            guardianId,
            keeps,
            from: '2026-10-01',
            to: null,
            document: `Решение ${canary}`,
            documentDate: '2026-09-28',
          },
        },
      ]),
    ),
  ]);
  const text = { ...at, kind: 'photo', version: 1, ru: `Согласие ${canary}`, en: `Consent ${canary}` };
  await tell(streams.wording(school), {
    type: 'ConsentTextPublished',
    data: { ...text, earlierUntil: null, reason: `Впервые ${canary}` },
  });
  await tell(streams.consent(school, person.pupil), {
    type: 'ConsentGiven',
    data: { ...at, pupilId: person.pupil, kind: 'photo', version: 1, personId: person.guardian },
  });
  const [request, lapsed] = [id(), id()];
  for (const [requestId, expiresAt] of [
    [request, '2026-11-25T08:00:00.000Z'],
    [lapsed, '2026-11-01T08:00:00.000Z'],
  ] as const)
    await tell(streams.request(school, requestId), {
      type: 'ActProposed',
      data: {
        ...at,
        requestId,
        aboutId: person.pupil,
        act: { kind: 'unlink_guardian', pupilId: person.pupil, guardianId: person.guardian, lastDay: '2026-12-31' },
        reason: `Причина ${canary}`,
        document: `Документ ${canary}`,
        documentDate: '2026-11-01',
        asked: [person.head],
        expiresAt,
      },
    });
  const lesson = async (of: typeof own, teacherId: string, pupils: readonly string[]) => {
    const ids = { ...at, groupId: of.group, lessonId: of.lesson };
    await tell(
      streams.lesson(school, of.lesson),
      {
        type: 'LessonPlanned',
        data: {
          ...ids,
          subjectId: subject,
          termId: term,
          teacherId,
          date: lessonDate,
          ...bells[0],
          room: `каб. ${canary}`.slice(0, 40),
        },
      },
      { type: 'LessonTopicSet', data: { ...ids, topic: `Тема ${of.title} ${canary}` } },
      { type: 'HomeworkSet', data: { ...ids, text: `Задание ${of.title} ${canary}`, dueOn: null } },
    );
    const marks: Record<string, string> = {};
    for (const pupilId of pupils) {
      const markId = id();
      const [posted] = await tell(streams.journal(school, of.group, subject, term), {
        type: 'MarkPosted',
        data: { ...ids, markId, pupilId, value: '4' },
      });
      const note = `заметка ${pupilId} ${canary}`;
      const [corrected] = await tell(streams.journal(school, of.group, subject, term), {
        type: 'MarkCorrected',
        data: { ...ids, markId, pupilId, replaces: posted, reason: 'typo', note, before: '4', after: '5' },
      });
      marks[pupilId] = corrected ?? '';
    }
    return marks;
  };
  const broughtIn = (of: typeof own, pupils: readonly string[]) => {
    const work = { ...at, groupId: of.group, workId: id() };
    const terms = { assignedOn: null, dueOn: '2026-05-20', termId: term, lowest: '0', highest: '100' };
    const category = { title: `Вид ${canary}`, weight: null, source: 'oneroster:1' };
    const scale = { title: 'Буквы', source: 'oneroster:1', values: [{ value: canary, meaning: 'A' }] };
    const said = { title: `Работа ${canary}`, description: `О работе ${canary}`, category, scale };
    const graded = { status: 'graded', score: '95.5', flags: ['late'], scoredOn: '2026-05-21', source: 'oneroster:1' };
    return tell(
      streams.group(school, of.group),
      { type: 'WorkBroughtIn', data: { ...work, ...terms, ...said, source: 'oneroster:1' } },
      ...pupils.map((pupilId) => ({
        type: 'ResultBroughtIn',
        data: { ...work, resultId: id(), pupilId, ...graded, textScore: canary, comment: `отзыв ${pupilId} ${canary}` },
      })),
    );
  };
  await broughtIn(own, [person.pupil, person.classmate]);
  await broughtIn(other, [person.otherPupil]);
  const marks = {
    ...(await lesson(own, person.teacher, [person.pupil, person.classmate])),
    ...(await lesson(other, person.otherTeacher, [person.otherPupil])),
  };
  return {
    id: school as string,
    request: request as string,
    lapsed: lapsed as string,
    subject: subject as string,
    term: term as string,
    version: version as string,
    person: person as Record<keyof typeof person, string>,
    own: own as Room,
    other: other as Room,
    marks,
  };
}

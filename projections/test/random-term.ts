import type { Given } from '../src/core/specification.ts';
import type { Random } from './random.ts';
import { group, id, make, pupils, school, smallSchool } from './school.ts';

const codes = ['absent', 'ill', 'late'] as const;
type Code = (typeof codes)[number];

const day = (number: number): string => new Date(Date.UTC(2026, 8, 1 + number)).toISOString().slice(0, 10);

function* lessonStory(random: Random, number: number): Generator<Given> {
  const lesson = id(`lesson ${number}`);
  const noted = new Map<string, Code>();
  yield make.lesson(lesson, day(number), random(8));
  for (let step = random(8); step > 0; step -= 1) {
    const pupil = pupils[random(pupils.length)] as string;
    const code = codes[random(4)] ?? null;
    switch (random(4)) {
      case 0:
        yield make.topic(lesson, random(3) === 0 ? null : `Тема ${number}.${step}`);
        break;
      case 1:
        yield make.homework(lesson, `№ ${step}`, random(2) === 0 ? null : day(number + 2));
        break;
      case 2:
        yield make.attendance(lesson, pupil, noted.get(pupil) ?? null, code);
        if (code) noted.set(pupil, code);
        break;
      case 3: {
        const away = pupils.filter(() => random(3) === 0);
        const exceptions = away.map((pupilId) => ({ pupilId, code: codes[random(3)] as string }));
        yield make.roll(
          lesson,
          pupils.filter((one) => !away.includes(one)),
          exceptions,
        );
      }
    }
  }
}

function* journalStory(random: Random, lessons: number): Generator<Given> {
  const cells = new Map<string, string>();
  for (let step = lessons * 4; step > 0; step -= 1) {
    const lesson = id(`lesson ${random(lessons)}`);
    const pupil = pupils[random(pupils.length)] as string;
    const held = cells.get(`${lesson} ${pupil}`);
    const value = String(2 + random(4));
    if (random(6) === 0) yield make.work(lesson, 'test', 1 + random(5));
    else if (held === undefined) yield make.mark(lesson, pupil, value);
    else if (random(3) === 0) yield make.withdrawal(lesson, pupil, id('replaced'), held);
    else yield make.correction(lesson, pupil, id('replaced'), held, value);
    if (held !== undefined && random(3) === 0) cells.delete(`${lesson} ${pupil}`);
    else cells.set(`${lesson} ${pupil}`, value);
  }
}

/** Works and results from another system, corrected, taken back and brought in anew. */
function broughtInStory(random: Random): readonly (readonly [string, object])[] {
  const story: Given[] = [];
  const [anna, boris] = pupils as [string, string];
  for (const work of ['first', 'second']) {
    story.push(
      make.workBroughtIn(work),
      make.resultBroughtIn(work, anna, '4'),
      make.resultBroughtIn(work, boris, null),
    );
    if (random(2) === 0) story.push(make.workCorrected(work, 'Другая'), make.resultCorrected(work, boris, '12.5'));
    if (random(2) === 0) story.push(make.ofBroughtInWork('BroughtInWorkRemoved', work));
    if (random(2) === 0) story.push(make.ofBroughtInWork('BroughtInWorkRestored', work));
    const which = { resultId: id(`result ${work} ${anna}`), pupilId: anna };
    if (random(2) === 0) story.push(make.ofBroughtInWork('BroughtInResultWithdrawn', work, which));
    if (random(3) === 0) story.push(make.ofBroughtInWork('BroughtInWorkWithdrawn', work));
  }
  return story.map(({ type, data }) => [type, data] as const);
}

/** Things that were recorded and then never were, each in its stream; some are recorded anew. */
function takenBack(random: Random): readonly Given[] {
  const [klass, formed, person] = [id('class taken back'), id('group taken back'), id('person taken back')];
  const subjectId = id('subject taken back');
  const period = { from: '2026-09-01', to: null, source: null };
  const tutor = { schoolId: school, classId: klass, teacherId: person };
  const assigned = { schoolId: school, groupId: formed, subjectId, teacherId: person };
  const post = { schoolId: school, personId: person, post: 'teacher' };
  const link = { pupilId: pupils[0], guardianId: person };
  const { from } = period;
  const streams: readonly (readonly [string, readonly (readonly [string, object])[]])[] = [
    [
      `class-${school}.${klass}`,
      [
        ['ClassOpened', { schoolId: school, classId: klass, title: '9Я', grade: 9, source: null }],
        ['TutorAppointed', { ...tutor, ...period }],
        ['TutorAppointmentWithdrawn', { ...tutor, from }],
        ['ClassOpeningWithdrawn', { schoolId: school, classId: klass }],
      ],
    ],
    [
      `group-${school}.${formed}`,
      [
        ['GroupFormed', { schoolId: school, groupId: formed, subjectId, classId: klass, title: '9Я', source: null }],
        ['TeacherAssigned', { ...assigned, ...period }],
        ['TeacherAssignmentWithdrawn', { ...assigned, from }],
        ['GroupFormingWithdrawn', { schoolId: school, groupId: formed }],
      ],
    ],
    [`group-${school}.${group}`, broughtInStory(random)],
    [
      `staff-${school}.${person}`,
      [
        ['PostTaken', { ...post, ...period }],
        ['PostWithdrawn', { ...post, from }],
      ],
    ],
    [
      `guardianship-${pupils[0]}`,
      [
        ['GuardianLinked', { ...link, relation: 'mother', ...period }],
        ['GuardianLinkWithdrawn', { ...link, from }],
      ],
    ],
    [
      `person-${person}`,
      [
        [
          'PersonRegistered',
          { personId: person, familyName: 'Я', givenName: 'А', middleName: null, birthDate: null, source: null },
        ],
        ['PersonWithdrawn', { personId: person }],
      ],
    ],
  ];
  return streams.flatMap(([stream, story]) =>
    [...story, ...(random(2) === 0 ? story.slice(0, 1) : [])].map(
      ([type, data]) => ({ type, data, stream }) as unknown as Given,
    ),
  );
}

/** The streams of a term of a small school, each in its order; the id of an event follows from its place in its stream. */
export function randomStreams(random: Random, lessons: number): readonly (readonly Given[])[] {
  const stories = Array.from({ length: lessons }, (_, number) => [...lessonStory(random, number)]);
  const bySchool = [...Map.groupBy([...smallSchool, ...takenBack(random)], (event) => event.stream).values()];
  const streams = [...bySchool, ...stories, [...journalStory(random, lessons)]];
  return streams.map((stream) => stream.map((event, at) => ({ ...event, id: id(`${event.stream} ${at}`) })));
}

/** One log of the streams, interleaved at random, each in its own order. */
export function interleaved(random: Random, streams: readonly (readonly Given[])[]): readonly Given[] {
  const left = streams.map((stream) => [...stream]).filter((stream) => stream.length > 0);
  const log: Given[] = [];
  while (left.length > 0) {
    const at = random(left.length);
    const stream = left[at] as Given[];
    for (let take = 1 + random(3); take > 0 && stream.length > 0; take -= 1) log.push(stream.shift() as Given);
    if (stream.length === 0) left.splice(at, 1);
  }
  return log;
}

import { streams, type PersonId } from '@peremena/events';
import { batch } from '../core/batch.ts';
import { journalDecider } from '../journal/decider.ts';
import type { JournalCommand } from '../journal/commands.ts';
import { lessonDecider } from '../lesson/decider.ts';
import { absences, type Exception } from './absence.ts';
import { instantOf, plusDays, type Calendar } from './calendar.ts';
import type { DemoGroup } from './groups.ts';
import { eventOf, ids } from './ids.ts';
import { signedInPupil } from './people.ts';
import { lessonsOf, type DemoLesson } from './lessons.ts';
import { marksOf, workOf } from './marks.ts';
import { admin, teacherOf } from './school-steps.ts';
import { step, type Step } from './step.ts';
import { homeworkOf, topicsOf } from './topics.ts';

const schoolId = ids.school;
const inLesson = batch(lessonDecider);
const inJournal = batch(journalDecider);

/** Every lesson of the term: planned beforehand, given when its time has come. */
export function lessonSteps(calendar: Calendar, groups: readonly DemoGroup[]): Step[] {
  const absentAt = absences(calendar.schoolDays);
  const away = (lesson: DemoLesson) =>
    new Set(absentAt(lesson).flatMap(({ pupilId, code }) => (code === 'late' ? [] : [pupilId])));
  const lessons = groups.flatMap((group) => lessonsOf(group, calendar));
  return [
    ...lessons.map((lesson) => plan(lesson, calendar)),
    ...lessons
      .filter(({ past }) => past)
      .flatMap((lesson) => [give(lesson, absentAt(lesson)), ...mark(lesson, away(lesson))]),
    ...correct(lessons, away, calendar.today),
  ];
}

/** The step in which a lesson is given: roll, topic, and homework where there is any. */
export const giveKey = (lesson: Pick<DemoLesson, 'lessonId'>) => `${keyOf(lesson)}/give`;

const keyOf = ({ lessonId }: Pick<DemoLesson, 'lessonId'>) => `lesson/${lessonId}`;

function plan(lesson: DemoLesson, calendar: Calendar): Step {
  const { lessonId, group, date, slot, from, to, room } = lesson;
  return step({
    key: `${keyOf(lesson)}/plan`,
    at: instantOf(plusDays(calendar.term.from, -3), '12:00'),
    by: admin,
    stream: streams.lesson(schoolId, lessonId),
    decider: lessonDecider,
    command: {
      type: 'PlanLesson',
      schoolId,
      lessonId,
      groupId: group.groupId,
      subjectId: ids.subject(group.code),
      termId: ids.term,
      teacherId: ids.person(`staff/${group.teacher}`),
      date,
      slot,
      from,
      to,
      room,
    },
  });
}

/** Homework given at a lesson, null where there is none to come or only one on the same day. */
export const homeworkAt = ({ group, index, next, date }: DemoLesson) =>
  next === null || next === date ? null : homeworkOf(group.code, index);

function give(lesson: DemoLesson, exceptions: readonly Exception[]): Step {
  const { group, index, total, next, lessonId, date, to } = lesson;
  const topics = topicsOf(group.klass, group.code);
  const topic = topics[Math.floor((index * topics.length) / total)]!;
  const homework = homeworkAt(lesson);
  return step({
    key: giveKey(lesson),
    at: instantOf(date, to),
    by: teacherOf(group),
    stream: streams.lesson(schoolId, lessonId),
    decider: inLesson,
    command: [
      {
        type: 'TakeAttendance',
        exceptions: [...exceptions],
        context: { members: group.pupils.map(({ personId }) => personId) },
      },
      { type: 'SetTopic', topic, saw: null },
      ...(homework === null ? [] : [{ type: 'SetHomework' as const, text: homework, dueOn: next, saw: null }]),
    ],
  });
}

const values = ['1', '2', '3', '4', '5'];
const journalOf = ({ group }: DemoLesson) =>
  streams.journal(schoolId, group.groupId, ids.subject(group.code), ids.term);

function mark(lesson: DemoLesson, away: ReadonlySet<PersonId>): Step[] {
  const { group, lessonId, date, to } = lesson;
  const of = { schoolId, groupId: group.groupId, lessonId };
  const marks = marksOf(lesson, away).map(({ pupil: { personId }, value }) => ({
    pupilId: personId,
    value,
    replaces: null,
    reason: null,
    note: null,
    markId: ids.mark(`${lessonId}/${personId}`),
  }));
  const work = workOf(lesson);
  const command: JournalCommand[] = [];
  if (work) command.push({ type: 'SetLessonWork', ...of, ...work });
  if (marks.length > 0) {
    command.push({
      type: 'PostMarks',
      ...of,
      marks,
      context: { members: group.pupils.map(({ personId }) => personId), values, cancelled: false },
    });
  }
  if (command.length === 0) return [];
  const at = instantOf(date, to);
  return [
    step({
      key: `${keyOf(lesson)}/marks`,
      at,
      by: teacherOf(group),
      stream: journalOf(lesson),
      decider: inJournal,
      command,
    }),
  ];
}

/** One mark turned out to be a slip, put right the same evening: the last below 5 that the pupil with a sign-in got from the tutor. */
function correct(
  lessons: readonly DemoLesson[],
  away: (lesson: DemoLesson) => ReadonlySet<PersonId>,
  today: string,
): Step[] {
  const found = lessons
    .filter(({ past, date, group }) => past && date < today && group.klass === '7Б' && group.teacher === 'kravtsova')
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.slot - b.slot))
    .map((lesson) => {
      const marks = marksOf(lesson, away(lesson));
      return {
        lesson,
        marks,
        place: marks.findIndex(({ pupil, value }) => pupil.key === signedInPupil && value !== '5'),
      };
    })
    .findLast(({ place }) => place >= 0);
  if (!found) return [];
  const { lesson, marks, place } = found;
  const { group, lessonId, date } = lesson;
  const { pupil, value } = marks[place]!;
  const { personId: pupilId } = pupil;
  const command: JournalCommand = {
    type: 'PostMarks',
    schoolId,
    groupId: group.groupId,
    lessonId,
    marks: [
      {
        pupilId,
        value: String(Number(value) + 1),
        // The work of the lesson, where it has one, is the first event of the step that gave the marks.
        replaces: eventOf(`${keyOf(lesson)}/marks`, place + (workOf(lesson) ? 1 : 0)),
        reason: 'typo',
        note: 'Записала балл из соседней строки.',
        markId: ids.mark(`${lessonId}/${pupilId}/2`),
      },
    ],
    context: { members: [pupilId], values, cancelled: false },
  };
  const at = instantOf(date, '18:40');
  return [
    step({
      key: `${keyOf(lesson)}/slip`,
      at,
      by: teacherOf(group),
      stream: journalOf(lesson),
      decider: journalDecider,
      command,
    }),
  ];
}

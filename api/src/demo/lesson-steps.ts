import { streams } from '@peremena/events';
import { batch } from '../core/batch.ts';
import { lessonDecider } from '../lesson/decider.ts';
import { instantOf, plusDays } from './calendar.ts';
import { correctionSteps } from './corrections.ts';
import type { Held } from './held.ts';
import type { DemoLesson } from './lessons.ts';
import { keyOf, markSteps } from './mark-steps.ts';
import type { DemoSchool } from './school.ts';
import { adminOf, staffId } from './school-steps.ts';
import { step, type Step } from './step.ts';
import { homeworkOf, topicsOf } from './topics.ts';

const inLesson = batch(lessonDecider);

/** Every lesson of the term: planned beforehand, given when its time has come. */
export function lessonSteps(school: DemoSchool, lessons: readonly DemoLesson[], held: readonly Held[]): Step[] {
  return [
    ...lessons.map((lesson) => plan(school, lesson)),
    ...held.flatMap((one) => [give(school, one), ...markSteps(school, one)]),
    ...correctionSteps(school, held),
  ];
}

/** The step in which a lesson is given: roll, topic, and homework where there is any. */
export const giveKey = (lesson: Pick<DemoLesson, 'lessonId'>) => `${keyOf(lesson)}/give`;

function plan(school: DemoSchool, lesson: DemoLesson): Step {
  const { lessonId, group, date, slot, from, to, room } = lesson;
  const { ids, calendar } = school;
  return step({
    school,
    key: `${keyOf(lesson)}/plan`,
    at: instantOf(plusDays(calendar.term.from, -3), '12:00'),
    by: adminOf(school),
    stream: streams.lesson(ids.school, lessonId),
    decider: inLesson,
    command: [
      {
        type: 'PlanLesson',
        schoolId: ids.school,
        lessonId,
        groupId: group.groupId,
        subjectId: ids.subject(group.code),
        termId: ids.term,
        teacherId: staffId(school, group.teacher),
        date,
        slot,
        from,
        to,
        room,
      },
    ],
  });
}

/** Homework given at a lesson, null where there is none to come or only one on the same day. */
export const homeworkAt = ({ group, index, next, date }: DemoLesson) =>
  next === null || next === date || group.klass.grade === 1 ? null : homeworkOf(group.code, index);

function give(school: DemoSchool, { lesson, by, exceptions }: Held): Step {
  const { group, index, total, next, lessonId, date, to } = lesson;
  const topics = topicsOf(group.klass.grade, group.code);
  const topic = topics[Math.floor((index * topics.length) / total)]!;
  const homework = homeworkAt(lesson);
  return step({
    school,
    key: giveKey(lesson),
    at: instantOf(date, to),
    by,
    stream: streams.lesson(school.ids.school, lessonId),
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

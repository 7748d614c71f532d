import { streams } from '@peremena/events';
import { batch } from '../core/batch.ts';
import type { JournalCommand } from '../journal/commands.ts';
import { journalDecider } from '../journal/decider.ts';
import { instantOf } from './calendar.ts';
import type { Held } from './held.ts';
import type { DemoLesson } from './lessons.ts';
import { workOf } from './marks.ts';
import type { DemoSchool } from './school.ts';
import { step, type Step } from './step.ts';

const inJournal = batch(journalDecider);
/** The values of the demo's scale. */
export const values = ['1', '2', '3', '4', '5'];

/** Names a lesson in keys of commands. */
export const keyOf = ({ lessonId }: Pick<DemoLesson, 'lessonId'>) => `lesson/${lessonId}`;

export const journalOf = ({ ids }: DemoSchool, { group }: DemoLesson) =>
  streams.journal(ids.school, group.groupId, ids.subject(group.code), ids.term);

/** What the marks of a lesson were for, and the marks; nothing where none were given. */
export function markSteps(school: DemoSchool, { lesson, by, marks: given }: Held): Step[] {
  const { group, lessonId, date, to } = lesson;
  const of = { schoolId: school.ids.school, groupId: group.groupId, lessonId };
  const marks = given.map(({ pupil: { personId }, value }) => ({
    pupilId: personId,
    value,
    replaces: null,
    reason: null,
    note: null,
    markId: school.ids.mark(`${lessonId}/${personId}`),
  }));
  const work = workOf(lesson);
  const command: JournalCommand[] = [];
  if (work) command.push({ type: 'SetLessonWork', ...of, ...work });
  if (marks.length > 0) {
    const members = group.pupils.map(({ personId }) => personId);
    command.push({ type: 'PostMarks', ...of, marks, context: { members, values, cancelled: false } });
  }
  if (command.length === 0) return [];
  const stream = journalOf(school, lesson);
  return [
    step({
      school,
      key: `${keyOf(lesson)}/marks`,
      at: instantOf(date, to),
      by,
      stream,
      decider: inJournal,
      command,
    }),
  ];
}

import {
  scales,
  streams,
  Uuid,
  type GroupId,
  type LessonId,
  type MarkId,
  type PersonId,
  type SchoolId,
  type SubjectId,
  type TermId,
} from '@peremena/events';
import { openEvents } from '@peremena/events/store';
import {
  broughtInCountOfGroup,
  findSchool,
  groupList,
  journal,
  markHistory,
  memberIdsOn,
  openNotes,
  type Journal,
  type Lesson,
} from '@peremena/projections/queries';
import * as v from 'valibot';
import { carryOut, newId } from '../core/carry-out.ts';
import { groupSeen } from '../core/group-seen.ts';
import { mayAddLesson, mayWrite } from '../core/may-write.ts';
import type { Ctx } from '../core/parts.ts';
import { notFound } from '../core/problem.ts';
import { allow, self } from '../core/registry.ts';
import { cellIn, groupIn, lessonIn } from '../core/resources.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import { MarksBody, WorkBody } from './commands.ts';
import { journalDecider } from './decider.ts';
import { namingAuthors } from './naming-authors.ts';

const idsOf = ({ schoolId, groupId, id }: Lesson) => ({
  schoolId: schoolId as SchoolId,
  groupId: groupId as GroupId,
  lessonId: id as LessonId,
});
const streamOf = ({ schoolId, groupId, subjectId, termId }: Lesson) =>
  streams.journal(schoolId as SchoolId, groupId as GroupId, subjectId as SubjectId, termId as TermId);

/** The journal, and the marks in it. */
export const journalRoutes = routes()
  .get(
    '/journal',
    about({ summary: 'The groups whose journal the person may open.' }),
    reads('groups', 'group_members', 'access_facts'),
    allow('journal.list', self),
    async (c) => {
      const { parts, scope, moment } = c.var;
      const groups = await groupList(parts.sql, scope, { date: moment.today(null) });
      return c.json(
        shown(c, {
          groups: groups.map((group) => groupSeen(c, group)),
        }),
      );
    },
  )
  .get(
    '/journal/:groupId',
    about({
      summary:
        'Pupils and lessons of a group in a term (the present one unless asked otherwise), with marks, attendance and averages.',
    }),
    query({ term: v.optional(Uuid) }),
    reads('lessons', 'lesson_work', 'marks', 'attendance', 'group_members', 'brought_in_works'),
    allow('journal.read', groupIn, { shows: { kind: 'journal', of: ['pupils[].id'] } }),
    async (c) => {
      const { parts, scope, moment, resource } = c.var;
      const { term } = c.req.valid('query');
      const date = moment.today(resource.schoolId);
      const { groupId } = resource;
      const [found, [broughtIn]] = await Promise.all([
        journal(parts.sql, scope, { groupId, date, ...(term ? { termId: term } : {}) }),
        broughtInCountOfGroup(parts.sql, scope, { groupId }),
      ]);
      if (!found) throw notFound();
      const { group, school, lessons, ...grid } = found;
      return c.json(
        shown(c, {
          group: {
            id: group.id,
            title: group.title,
            classTitle: group.classTitle,
            mayAddLesson: mayAddLesson(c, group, date),
          },
          subject: group.subject,
          school: { id: school.id, title: school.title, timeZone: school.timeZone },
          today: date,
          lessons: lessons.map((lesson) => lessonView(c, lesson)),
          /** How many works there are from another system. */
          broughtIn: broughtIn?.count ?? 0,
          ...grid,
        }),
      );
    },
  )
  .post(
    '/lessons/:lessonId/marks',
    about({
      summary: 'Give, change and take back marks of one lesson, all or nothing.',
      refusals: ['cell_changed', 'reason_needed', 'mark_off_scale', 'pupil_not_in_group', 'lesson_is_cancelled'],
    }),
    allow('mark.give', lessonIn),
    body(MarksBody),
    async (c) => {
      const { parts, resource: lesson } = c.var;
      const [school, members] = await Promise.all([
        findSchool(parts.sql, lesson.schoolId),
        memberIdsOn(parts.sql, lesson.groupId, lesson.date),
      ]);
      if (!school) throw notFound();
      const marks = c.req.valid('json').marks.map((cell) => ({ ...cell, markId: newId(c, cell.pupilId) as MarkId }));
      const context = {
        members: [...members] as PersonId[],
        values: scales[school.scale].values,
        cancelled: lesson.cancelled !== null,
      };
      const command = { type: 'PostMarks' as const, ...idsOf(lesson), marks, context };
      const { schoolId } = lesson;
      return c.json(
        await namingAuthors(c, () =>
          carryOut(c, { stream: streamOf(lesson), decider: journalDecider, command, schoolId }),
        ),
      );
    },
  )
  .put(
    '/lessons/:lessonId/work',
    about({ summary: 'Say what the marks of a lesson are for and how much they count.' }),
    allow('work.set', lessonIn),
    body(WorkBody),
    async (c) => {
      const lesson = c.var.resource;
      const command = { type: 'SetLessonWork' as const, ...idsOf(lesson), ...c.req.valid('json') };
      return c.json(
        await carryOut(c, { stream: streamOf(lesson), decider: journalDecider, command, schoolId: lesson.schoolId }),
      );
    },
  )
  .get(
    '/lessons/:lessonId/marks/:pupilId/history',
    about({ summary: 'Every change of a mark: old, new, who, when and why.' }),
    reads('mark_changes', 'people'),
    allow('mark.history', cellIn, { shows: { kind: 'mark', of: [':pupilId'] } }),
    async (c) => {
      const { parts, scope, resource } = c.var;
      const { lessonId, pupilId } = resource;
      const changes = await markHistory(parts.sql, scope, { lessonId, pupilId });
      const notes = await openNotes((rows) => openEvents(parts.vault, rows), pupilId, changes);
      return c.json(
        shown(c, {
          changes: changes.map(({ event, at, by, kind, before, after, reason }, index) => ({
            event,
            at,
            by: by && { id: by.id, short: by.short },
            kind,
            before,
            after,
            reason,
            note: notes[index] ?? null,
          })),
        }),
      );
    },
  );

/** A lesson nobody said anything about is classwork of weight 1. */
function lessonView(c: Ctx, lesson: Journal['lessons'][number]) {
  const { id, date, slot, from, to, cancelled, together, topic, homework, work, rollTaken } = lesson;
  return {
    id,
    date,
    slot,
    from,
    to,
    cancelled,
    together,
    topic,
    homework,
    work: work ?? { kind: 'classwork' as const, weight: 1 },
    rollTaken,
    mayWrite: mayWrite(c, lesson),
  };
}

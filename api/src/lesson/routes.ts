import {
  streams,
  type GroupId,
  type LessonId,
  type PersonId,
  type SchoolId,
  type SubjectId,
  type TermId,
} from '@peremena/events';
import { lessonPage, memberIdsOn, termsOf, type Lesson, type LessonPage } from '@peremena/projections/queries';
import { carryOut } from '../core/carry-out.ts';
import { mayWrite } from '../core/may-write.ts';
import type { Ctx } from '../core/parts.ts';
import { notFound } from '../core/problem.ts';
import { allow } from '../core/registry.ts';
import { cellIn, groupResource, lessonIn } from '../core/resources.ts';
import { about, body, reads, routes, shown } from '../core/route.ts';
import {
  AddLessonBody,
  AttendanceBody,
  HomeworkBody,
  PupilAttendanceBody,
  TopicBody,
  type LessonCommand,
} from './commands.ts';
import { lessonDecider } from './decider.ts';
import { bellsFor, clashesIf, lessonIdAt } from './surroundings.ts';

const command = (c: Ctx, { id, schoolId }: Pick<Lesson, 'id' | 'schoolId'>, given: LessonCommand) =>
  carryOut(c, {
    stream: streams.lesson(schoolId as SchoolId, id as LessonId),
    decider: lessonDecider,
    command: given,
    schoolId,
  });

const membersOf = async (c: Ctx, { groupId, date }: Lesson) => ({
  members: [...(await memberIdsOn(c.var.parts.sql, groupId, date))] as PersonId[],
});

/** One lesson: its page, roll, topic and homework; and lessons outside the timetable. */
export const lessonRoutes = routes()
  .post(
    '/lessons',
    about({
      summary: 'Give a lesson outside the timetable.',
      status: 201,
      refusals: ['lesson_outside_term', 'day_off', 'lesson_exists', 'lesson_clashes', 'no_such_bell'],
    }),
    body(AddLessonBody),
    allow('lesson.add', async (c) => {
      const { groupId, date } = c.req.valid('json') as { groupId: string; date: string };
      return groupResource(c.var.parts, groupId, date);
    }),
    async (c) => {
      const wanted = c.req.valid('json');
      const { parts, actor, resource: group } = c.var;
      const { date, slot, room } = wanted;
      const schoolId = group.schoolId as SchoolId;
      const [{ bells, open }, terms, lessonId] = await Promise.all([
        bellsFor(parts, group, date),
        termsOf(parts.sql, schoolId),
        lessonIdAt(parts, [wanted.groupId, date, slot]),
      ]);
      const { from, to } = bells.find((bell) => bell.slot === slot) ?? { from: '', to: '' };
      const teacherId = actor.personId as PersonId;
      const place = { id: lessonId, schoolId, groupId: wanted.groupId, teacherId, substituteId: null };
      const clashes = await clashesIf(parts, { ...place, date, from, to, room }, {});
      const answer = await carryOut(c, {
        stream: streams.lesson(schoolId, lessonId),
        decider: lessonDecider,
        schoolId,
        answer: { lessonId },
        command: {
          type: 'AddLesson',
          schoolId,
          lessonId,
          subjectId: group.subjectId as SubjectId,
          teacherId,
          ...wanted,
          context: {
            terms: terms.map(({ id, from, to }) => ({ id: id as TermId, from, to })),
            bells,
            open,
            clashes,
          },
        },
      });
      return c.json(answer, 201);
    },
  )
  .get(
    '/lessons/:lessonId',
    about({ summary: 'A lesson with its roll and marks.' }),
    reads('lessons', 'lesson_work', 'marks', 'attendance', 'group_members'),
    allow('lesson.read', lessonIn, { shows: { kind: 'lesson', of: ['pupils[].id'] } }),
    async (c) => {
      const page = await lessonPage(c.var.parts.sql, c.var.scope, { lessonId: c.var.resource.id });
      if (!page) throw notFound();
      return c.json(shown(c, pageView(c, page)));
    },
  )
  .put(
    '/lessons/:lessonId/attendance',
    about({
      summary: 'Call the roll: all present except those named. A second call corrects pupil by pupil.',
      refusals: ['pupil_not_in_group'],
    }),
    allow('attendance.take', lessonIn),
    body(AttendanceBody),
    async (c) => {
      const { resource: lesson } = c.var;
      return c.json(
        await command(c, lesson, {
          type: 'TakeAttendance',
          ...c.req.valid('json'),
          context: await membersOf(c, lesson),
        }),
      );
    },
  )
  .put(
    '/lessons/:lessonId/attendance/:pupilId',
    about({
      summary: 'Note or correct the attendance of one pupil.',
      refusals: ['attendance_changed', 'pupil_not_in_group'],
    }),
    allow('attendance.correct', cellIn),
    body(PupilAttendanceBody),
    async (c) => {
      const { resource: cell } = c.var;
      const pupilId = cell.pupilId as PersonId;
      return c.json(
        await command(c, cell, {
          type: 'NoteAttendance',
          pupilId,
          ...c.req.valid('json'),
          context: await membersOf(c, cell),
        }),
      );
    },
  )
  .put(
    '/lessons/:lessonId/topic',
    about({ summary: 'Set the topic.', refusals: ['topic_changed'] }),
    allow('topic.set', lessonIn),
    body(TopicBody),
    async (c) => c.json(await command(c, c.var.resource, { type: 'SetTopic', ...c.req.valid('json') })),
  )
  .put(
    '/lessons/:lessonId/homework',
    about({ summary: 'Set homework or take it back.', refusals: ['homework_changed', 'homework_due_early'] }),
    allow('homework.set', lessonIn),
    body(HomeworkBody),
    async (c) => c.json(await command(c, c.var.resource, { type: 'SetHomework', ...c.req.valid('json') })),
  );

function pageView(c: Ctx, { lesson, group, school, term, teacher, substitute, together, ...page }: LessonPage) {
  const { id, date, slot, from, to, room, outside, cancelled, topic, homework, work, rollTaken } = lesson;
  return {
    lesson: {
      id,
      date,
      slot,
      from,
      to,
      room,
      outside,
      cancelled,
      topic,
      homework,
      work: work ?? { kind: 'classwork' as const, weight: 1 },
      rollTaken,
      group: { id: group.id as GroupId, title: group.title, classTitle: group.classTitle },
      subject: group.subject,
      school: { id: school.id, title: school.title, timeZone: school.timeZone },
      term,
      teacher: teacher && { id: teacher.id, short: teacher.short },
      substitute: substitute && { id: substitute.id, short: substitute.short },
      together,
      mayWrite: mayWrite(c, lesson),
    },
    ...page,
  };
}

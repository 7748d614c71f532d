import { streams, type LessonId, type PersonId, type SchoolId } from '@peremena/events';
import { addDays, lessonMarks, mergeChoices, standIns, termsOf, type Lesson } from '@peremena/projections/queries';
import { carryOut } from '../core/carry-out.ts';
import type { Ctx } from '../core/parts.ts';
import { allow } from '../core/registry.ts';
import { lessonIn } from '../core/resources.ts';
import { about, body, reads, routes, shown } from '../core/route.ts';
import { CancelBody, MergeBody, MoveBody, SubstituteBody, type LessonCommand } from './commands.ts';
import { lessonDecider } from './decider.ts';
import { ranked } from './ranked.ts';
import { bellsFor, busyDuring, clashesIf } from './surroundings.ts';

/** Days after the lesson on which the substitute may still write what belongs to it: the papers go home with them. */
const windowDays = 7;

const command = (c: Ctx, { id, schoolId }: Lesson, given: LessonCommand) =>
  carryOut(c, {
    stream: streams.lesson(schoolId as SchoolId, id as LessonId),
    decider: lessonDecider,
    command: given,
    schoolId,
  });

/** What becomes of a planned lesson: a substitute, another time or room, cancelled, given after all. For head and admin. */
export const lessonChangeRoutes = routes()
  .get(
    '/lessons/:lessonId/substitutes',
    about({
      summary:
        'Every teacher who could give the lesson, the likeliest first, with what speaks against the others; and the lessons it could be given together with.',
    }),
    reads('lessons', 'absences', 'access_facts'),
    allow('lesson.change', lessonIn),
    async (c) => {
      const { parts, scope, resource: lesson } = c.var;
      const [teachers, busy, merges] = await Promise.all([
        standIns(parts.sql, scope, lesson),
        busyDuring(parts, lesson),
        mergeChoices(parts.sql, scope, lesson),
      ]);
      const others = teachers.filter(({ teacher }) => teacher.id !== lesson.teacherId);
      const { substituteId, togetherId } = lesson;
      return c.json(shown(c, { substituteId, togetherId, teachers: ranked(others, busy), merges }));
    },
  )
  .put(
    '/lessons/:lessonId/substitute',
    about({
      summary: 'Let another teacher give the lesson, or nobody else.',
      refusals: [
        'substitution_changed',
        'substitute_is_teacher',
        'substitute_not_there',
        'lesson_clashes',
        'lesson_is_cancelled',
      ],
    }),
    allow('lesson.change', lessonIn),
    body(SubstituteBody),
    async (c) => {
      const { parts, scope, resource: lesson } = c.var;
      const wanted = c.req.valid('json');
      const { substituteId } = wanted;
      const [there, clashes] = await Promise.all([
        standIns(parts.sql, scope, lesson),
        substituteId === null ? [] : clashesIf(parts, lesson, { teacherId: substituteId, together: null }),
      ]);
      const available = there.some(({ teacher, absent }) => teacher.id === substituteId && !absent);
      const context = {
        available,
        clashes: clashes.filter(({ kind }) => kind === 'teacher'),
        until: addDays(lesson.date, windowDays),
      };
      return c.json(await command(c, lesson, { type: 'AssignSubstitute', ...wanted, context }));
    },
  )
  .put(
    '/lessons/:lessonId/merger',
    about({
      summary: 'Give the lesson together with another of the same hour. Parted again by taking the substitute back.',
      refusals: ['substitution_changed', 'merge_impossible', 'lesson_clashes', 'lesson_is_cancelled'],
    }),
    allow('lesson.change', lessonIn),
    body(MergeBody),
    async (c) => {
      const { parts, scope, resource: lesson } = c.var;
      const wanted = c.req.valid('json');
      const choices = await mergeChoices(parts.sql, scope, lesson);
      const found = choices.find(({ lessonId }) => lessonId === wanted.withLessonId);
      const other = found ? { teacherId: found.teacher.id as PersonId, room: found.room } : null;
      const clashes = other ? await clashesIf(parts, lesson, { ...other, together: wanted.withLessonId }) : [];
      const context = {
        other,
        // Its pupils had the hour before: what they clash with, if anything, is not of this decision.
        clashes: clashes.filter(({ kind }) => kind !== 'group'),
        until: addDays(lesson.date, windowDays),
      };
      return c.json(await command(c, lesson, { type: 'MergeLesson', ...wanted, context }));
    },
  )
  .post(
    '/lessons/:lessonId/cancellation',
    about({ summary: 'Cancel the lesson.', refusals: ['lesson_held'] }),
    allow('lesson.change', lessonIn),
    body(CancelBody),
    async (c) => {
      const lesson = c.var.resource;
      const context = { marks: await lessonMarks(c.var.parts.sql, lesson.id) };
      return c.json(await command(c, lesson, { type: 'CancelLesson', ...c.req.valid('json'), context }));
    },
  )
  .delete(
    '/lessons/:lessonId/cancellation',
    about({ summary: 'Give a cancelled lesson after all.', refusals: ['lesson_clashes'] }),
    allow('lesson.change', lessonIn),
    async (c) => {
      const lesson = c.var.resource;
      const context = { clashes: await clashesIf(c.var.parts, lesson, {}) };
      return c.json(await command(c, lesson, { type: 'RestoreLesson', context }));
    },
  )
  .put(
    '/lessons/:lessonId/place',
    about({
      summary: 'Move the lesson to another day, bell or room within its term.',
      refusals: [
        'lesson_was_moved',
        'lesson_is_cancelled',
        'lesson_held',
        'lesson_leaves_term',
        'no_such_bell',
        'lesson_clashes',
      ],
    }),
    allow('lesson.change', lessonIn),
    body(MoveBody),
    async (c) => {
      const { parts, resource: lesson } = c.var;
      const wanted = c.req.valid('json');
      const [{ bells }, terms, marks] = await Promise.all([
        bellsFor(parts, lesson, wanted.date),
        termsOf(parts.sql, lesson.schoolId),
        lessonMarks(parts.sql, lesson.id),
      ]);
      const bell = bells.find(({ slot }) => slot === wanted.slot);
      const term = terms.find(({ id }) => id === lesson.termId) ?? { from: lesson.date, to: lesson.date };
      const elsewhen = wanted.date !== lesson.date || wanted.slot !== lesson.slot;
      // Moved to another time the lesson is the teacher's own again.
      const teacherId = elsewhen ? lesson.teacherId : (lesson.substituteId ?? lesson.teacherId);
      const together = elsewhen ? null : lesson.togetherId;
      const place = {
        date: wanted.date,
        from: bell?.from ?? '',
        to: bell?.to ?? '',
        room: wanted.room,
        teacherId,
        together,
      };
      const clashes = await clashesIf(parts, lesson, place);
      const context = { marks, term: { from: term.from, to: term.to }, bells, clashes };
      return c.json(await command(c, lesson, { type: 'MoveLesson', ...wanted, context }));
    },
  );

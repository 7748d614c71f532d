import { CalendarDate, SchoolId } from '@peremena/events';
import { findSchool, today, type LessonListed } from '@peremena/projections/queries';
import * as v from 'valibot';
import { holdsOn } from '../access/fact.ts';
import { groupSeen } from '../core/group-seen.ts';
import type { Ctx } from '../core/parts.ts';
import { notFound } from '../core/problem.ts';
import { allow, self } from '../core/registry.ts';
import { about, query, reads, routes, shown } from '../core/route.ts';

/** A teacher's day. */
export const todayRoutes = routes().get(
  '/today',
  about({
    summary:
      'The lessons of a day in one school (today, and the first school, unless asked otherwise), and of the next day that has some.',
  }),
  query({ school: v.optional(SchoolId), date: v.optional(CalendarDate) }),
  reads('lessons', 'groups', 'marks', 'attendance'),
  allow('today.read', self),
  async (c) => {
    const { parts, scope, moment } = c.var;
    const asked = c.req.valid('query');
    const schoolId = schoolFor(c, asked.school);
    const school = schoolId && (await findSchool(parts.sql, schoolId));
    if (!school) throw notFound();
    const { bells, ...named } = school;
    const day = await today(parts.sql, scope, { schoolId: school.id, date: asked.date ?? moment.today(school.id) });
    return c.json(
      shown(c, {
        date: day.date,
        special: day.special,
        today: moment.today(school.id),
        now: moment.instant.toISOString(),
        school: named,
        bells,
        lessons: day.lessons.map(lessonView),
        next: day.next && { date: day.next.date, lessons: day.next.lessons.map(lessonView) },
        groups: day.groups.map((group) => groupSeen(c, group)),
      }),
    );
  },
);

/** The school asked for, else the first the person teaches or works at today; null where they have nothing to do with it. */
function schoolFor(c: Ctx, asked: string | undefined): string | null {
  const { actor, moment } = c.var;
  const facts = actor.facts.filter((fact) => holdsOn(fact, moment.today(fact.schoolId)));
  const schools = ['teaches', 'post', 'tutor', 'enrolled'].flatMap((kind) =>
    facts.filter((fact) => fact.kind === kind).map(({ schoolId }) => schoolId),
  );
  return schools.find((school) => school !== null && (asked === undefined || school === asked)) ?? null;
}

const lessonView = (lesson: LessonListed) => ({
  id: lesson.id,
  slot: lesson.slot,
  from: lesson.from,
  to: lesson.to,
  room: lesson.room,
  group: lesson.group,
  subject: lesson.subject,
  topic: lesson.topic,
  homework: lesson.homework,
  work: lesson.work,
  rollTaken: lesson.rollTaken,
  marks: lesson.marks,
  absent: lesson.absent,
  outside: lesson.outside,
  teacher: { id: lesson.teacher.id, short: lesson.teacher.short },
  substitute: lesson.substitute && { id: lesson.substitute.id, short: lesson.substitute.short },
  together: lesson.together,
  cancelled: lesson.cancelled,
  movedFrom: lesson.movedFrom,
});

import { CalendarDate, streams, type AbsenceId, type PersonId, type SchoolId } from '@peremena/events';
import { absencesSince, teachersOf, unsettledLessons } from '@peremena/projections/queries';
import * as v from 'valibot';
import { carryOut, newId } from '../core/carry-out.ts';
import type { Ctx } from '../core/parts.ts';
import { notFound } from '../core/problem.ts';
import { allow, idIn } from '../core/registry.ts';
import { schoolIn } from '../core/resources.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import { ChangeAbsenceBody, ReportAbsenceBody, type AbsenceCommand } from './commands.ts';
import { absenceDecider } from './decider.ts';

interface Whose {
  readonly schoolId: SchoolId;
  readonly teacherId: PersonId;
  readonly absenceId: AbsenceId;
}

const command = (c: Ctx, { schoolId, teacherId, absenceId }: Whose, given: AbsenceCommand) =>
  carryOut(c, {
    stream: streams.absence(schoolId, teacherId),
    decider: absenceDecider,
    command: given,
    schoolId,
    answer: { absenceId },
  });

/** The absence of the path: whose days they are is part of its address. */
const whose = (c: Ctx, schoolId: string): Whose => ({
  schoolId: schoolId as SchoolId,
  teacherId: idIn(c, 'teacherId') as PersonId,
  absenceId: idIn(c, 'absenceId') as AbsenceId,
});

/** Teachers who are away, and what becomes of their lessons. For head and admin. */
export const absenceRoutes = routes()
  .get(
    '/schools/:schoolId/absences',
    about({
      summary:
        'Absences from a day on, the lessons of that day that want a substitute or are changed, and the teachers.',
    }),
    query({ date: v.optional(CalendarDate) }),
    reads('absences', 'lessons', 'people'),
    allow('substitution.plan', schoolIn),
    async (c) => {
      const { parts, scope, moment, resource } = c.var;
      const date = c.req.valid('query').date ?? moment.today(resource.schoolId);
      const asked = { schoolId: resource.schoolId, date };
      const [absences, lessons, teachers] = await Promise.all([
        absencesSince(parts.sql, scope, asked),
        unsettledLessons(parts.sql, scope, asked),
        teachersOf(parts.sql, scope, asked),
      ]);
      return c.json(shown(c, { date, today: moment.today(resource.schoolId), absences, lessons, teachers }));
    },
  )
  .post(
    '/schools/:schoolId/absences',
    about({
      summary: 'Report a teacher absent on some days.',
      status: 201,
      refusals: ['period_dates', 'absence_overlaps'],
    }),
    allow('substitution.plan', schoolIn),
    body(ReportAbsenceBody),
    async (c) => {
      const schoolId = c.var.resource.schoolId as SchoolId;
      const wanted = c.req.valid('json');
      const absenceId = newId(c, 'absence') as AbsenceId;
      const facts = await c.var.parts.facts.ofPerson(wanted.teacherId);
      const works = facts.some(
        (fact) => fact.schoolId === schoolId && ['post', 'teaches', 'tutor'].includes(fact.kind),
      );
      if (!works) throw notFound();
      const given = { type: 'ReportAbsence' as const, schoolId, absenceId, ...wanted };
      return c.json(await command(c, { schoolId, absenceId, teacherId: wanted.teacherId }, given), 201);
    },
  )
  .put(
    '/schools/:schoolId/absences/:teacherId/:absenceId',
    about({
      summary: 'Change the days of an absence.',
      refusals: ['period_dates', 'absence_overlaps', 'absence_unknown'],
    }),
    allow('substitution.plan', schoolIn),
    body(ChangeAbsenceBody),
    async (c) => {
      const absence = whose(c, c.var.resource.schoolId);
      return c.json(await command(c, absence, { type: 'ChangeAbsence', ...absence, ...c.req.valid('json') }));
    },
  )
  .delete(
    '/schools/:schoolId/absences/:teacherId/:absenceId',
    about({ summary: 'Take an absence back. Substitutions that were made stay until they are taken back themselves.' }),
    allow('substitution.plan', schoolIn),
    async (c) => {
      const absence = whose(c, c.var.resource.schoolId);
      return c.json(await command(c, absence, { type: 'WithdrawAbsence', ...absence }));
    },
  );

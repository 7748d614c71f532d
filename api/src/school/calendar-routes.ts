import {
  planLessons,
  streams,
  type BellScheduleId,
  type SchoolId,
  type SpecialDaysId,
  type TermId,
} from '@peremena/events';
import {
  carryingOut,
  findClass,
  findGroup,
  lessonsOfTerm,
  schoolCalendar,
  schoolDaysOf,
  termsOf,
} from '@peremena/projections/queries';
import * as v from 'valibot';
import { carryOut, newId } from '../core/carry-out.ts';
import { mayDo } from '../core/may-write.ts';
import type { Ctx } from '../core/parts.ts';
import { notFound } from '../core/problem.ts';
import { allow, idIn } from '../core/registry.ts';
import { schoolIn } from '../core/resources.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import {
  BellScheduleBody,
  BellsChosenBody,
  RoomBody,
  RoomNameBody,
  SpecialDaysBody,
  TermBody,
  type SchoolCommand,
} from './commands.ts';
import { schoolDecider } from './decider.ts';

const command = (c: Ctx & { var: { resource: { schoolId: string } } }, given: SchoolCommand) => {
  const schoolId = c.var.resource.schoolId as SchoolId;
  return carryOut(c, { stream: streams.school(schoolId), decider: schoolDecider, command: given, schoolId });
};

/** How far the lessons follow what was changed; null when nothing is under way. */
interface Under {
  progressOf(schoolId: string): { readonly done: number; readonly total: number } | null;
}

/** The calendar of a school: bells, terms, days that run otherwise, rooms. Everybody of the school reads it, head and admin keep it. */
export const calendarKeepingRoutes = (work: Under) =>
  routes()
    .get(
      '/schools/:schoolId/calendar',
      about({ summary: 'Bells of each shift, who follows them, terms, holidays and other special days, rooms.' }),
      query({}),
      reads('schools', 'terms', 'bell_schedules', 'bells_chosen', 'special_days', 'rooms', 'access_facts'),
      allow('timetable.read', schoolIn),
      async (c) => {
        const { parts, resource, moment, scope } = c.var;
        const today = moment.today(resource.schoolId);
        const [seen, days, terms] = await Promise.all([
          schoolCalendar(parts.sql, scope, { schoolId: resource.schoolId, today }),
          schoolDaysOf(parts.sql, resource.schoolId),
          termsOf(parts.sql, resource.schoolId),
        ]);
        if (!seen || !days) throw notFound();
        const keeps = mayDo(c, 'calendar.keep', resource);
        return c.json(
          shown(c, {
            school: { id: seen.id, title: seen.title },
            today,
            mayKeep: keeps,
            work: work.progressOf(resource.schoolId),
            schedules: days.named,
            chosen: [...days.chosen].map(([of, scheduleId]) => ({ of, scheduleId })),
            terms,
            special: days.special,
            rooms: days.rooms,
          }),
        );
      },
    )
    .put(
      '/schools/:schoolId/bell-schedules/:scheduleId',
      about({
        summary: 'Make or change a named bell schedule; the usual one has the id of the school.',
        refusals: ['bells_overlap', 'bells_changed'],
      }),
      allow('calendar.keep', schoolIn),
      body(BellScheduleBody),
      async (c) => {
        const scheduleId = idIn(c, 'scheduleId') as BellScheduleId;
        return c.json(await command(c, { type: 'SetBellSchedule', scheduleId, ...c.req.valid('json') }));
      },
    )
    .delete(
      '/schools/:schoolId/bell-schedules/:scheduleId',
      about({ summary: 'Remove a bell schedule nobody follows.', refusals: ['bells_in_use'] }),
      allow('calendar.keep', schoolIn),
      async (c) => {
        const scheduleId = idIn(c, 'scheduleId') as BellScheduleId;
        return c.json(await command(c, { type: 'RemoveBellSchedule', scheduleId }));
      },
    )
    .put(
      '/schools/:schoolId/bells-chosen',
      about({ summary: 'Say by which bells a class or a group has its lessons.', refusals: ['bells_unknown'] }),
      allow('calendar.keep', schoolIn),
      body(BellsChosenBody),
      async (c) => {
        const { sql } = c.var.parts;
        const wanted = c.req.valid('json');
        const { groupId, classId } = wanted;
        const today = c.var.moment.today(c.var.resource.schoolId);
        const of =
          groupId !== null
            ? await findGroup(sql, groupId, today)
            : classId !== null && (await findClass(sql, classId, today));
        if (!of || of.schoolId !== c.var.resource.schoolId) throw notFound();
        return c.json(await command(c, { type: 'ChooseBells', ...wanted }));
      },
    )
    .post(
      '/schools/:schoolId/terms',
      about({ summary: 'Add a term.', status: 201, refusals: ['period_dates', 'term_overlaps'] }),
      allow('calendar.keep', schoolIn),
      body(TermBody),
      async (c) => {
        const termId = newId(c, 'term') as TermId;
        const term = { termId, ...c.req.valid('json'), source: null, kept: { lessonsOutside: 0 } };
        return c.json(await command(c, { type: 'ScheduleTerm', ...term }), 201);
      },
    )
    .put(
      '/schools/:schoolId/terms/:termId',
      about({
        summary: 'Change a term; its lessons stay inside.',
        refusals: ['period_dates', 'term_unknown', 'term_overlaps', 'term_leaves_lessons'],
      }),
      allow('calendar.keep', schoolIn),
      body(TermBody),
      async (c) => {
        const termId = idIn(c, 'termId') as TermId;
        const wanted = c.req.valid('json');
        const { outside } = await lessonsOfTerm(c.var.parts.sql, { termId, ...wanted });
        return c.json(
          await command(c, { type: 'RescheduleTerm', termId, ...wanted, kept: { lessonsOutside: outside } }),
        );
      },
    )
    .delete(
      '/schools/:schoolId/terms/:termId',
      about({ summary: 'Remove a term without lessons.', refusals: ['term_has_lessons'] }),
      allow('calendar.keep', schoolIn),
      async (c) => {
        const termId = idIn(c, 'termId') as TermId;
        const { all } = await lessonsOfTerm(c.var.parts.sql, { termId, from: '1900-01-01', to: '1900-01-01' });
        return c.json(await command(c, { type: 'RemoveTerm', termId, lessons: all }));
      },
    )
    .post(
      '/schools/:schoolId/special-days/effects',
      about({ summary: 'What special days would do to the lessons there are, before they are declared.' }),
      allow('calendar.keep', schoolIn),
      body(v.strictObject({ days: SpecialDaysBody, changes: v.nullable(v.string()) })),
      async (c) => {
        const { schoolId } = c.var.resource;
        const { days, changes } = c.req.valid('json');
        const found = await carryingOut(c.var.parts.sql, { schoolId, from: c.var.moment.today(schoolId) });
        if (!found || !c.var.scope.schools.includes(schoolId)) throw notFound();
        const daysId = (changes ?? schoolId) as SpecialDaysId;
        const special = [...found.asked.days.special.filter((one) => one.daysId !== daysId), { daysId, ...days }];
        const asked = { ...found.asked, days: { ...found.asked.days, special } };
        const { steps, left } = planLessons(asked, found.standing);
        const struck = steps.filter(({ kind }) => kind === 'strike');
        return c.json({
          struck: struck.length,
          moved: steps.filter(({ kind }) => kind === 'arrange').length,
          planned: steps.filter(({ kind }) => kind === 'plan').length,
          left: left.length,
          homework: struck.filter((step) => 'id' in step.lesson && found.homework.has(step.lesson.id)).length,
        });
      },
    )
    .post(
      '/schools/:schoolId/special-days',
      about({
        summary: 'Declare holidays, a day off, a short day, or a working day that runs as another.',
        status: 201,
        refusals: ['period_dates', 'special_days_overlap', 'runs_as_needed', 'short_bells_needed', 'bells_unknown'],
      }),
      allow('calendar.keep', schoolIn),
      body(SpecialDaysBody),
      async (c) => {
        const daysId = newId(c, 'special days') as SpecialDaysId;
        return c.json(await command(c, { type: 'DeclareSpecialDays', daysId, ...c.req.valid('json') }), 201);
      },
    )
    .put(
      '/schools/:schoolId/special-days/:daysId',
      about({
        summary: 'Change such days.',
        refusals: [
          'period_dates',
          'special_days_unknown',
          'special_days_overlap',
          'runs_as_needed',
          'short_bells_needed',
        ],
      }),
      allow('calendar.keep', schoolIn),
      body(SpecialDaysBody),
      async (c) => {
        const daysId = idIn(c, 'daysId') as SpecialDaysId;
        return c.json(await command(c, { type: 'ChangeSpecialDays', daysId, ...c.req.valid('json') }));
      },
    )
    .delete(
      '/schools/:schoolId/special-days/:daysId',
      about({ summary: 'Withdraw such days: lessons that were struck for them are given back.' }),
      allow('calendar.keep', schoolIn),
      async (c) =>
        c.json(await command(c, { type: 'WithdrawSpecialDays', daysId: idIn(c, 'daysId') as SpecialDaysId })),
    )
    .put(
      '/schools/:schoolId/rooms',
      about({ summary: 'Name a room, and how many lessons it takes at once.' }),
      allow('calendar.keep', schoolIn),
      body(RoomBody),
      async (c) => c.json(await command(c, { type: 'SetRoom', ...c.req.valid('json') })),
    )
    .post(
      '/schools/:schoolId/rooms/removed',
      about({ summary: 'Take a room off the list.' }),
      allow('calendar.keep', schoolIn),
      body(RoomNameBody),
      async (c) => c.json(await command(c, { type: 'RemoveRoom', ...c.req.valid('json') })),
    );

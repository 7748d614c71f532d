import { createHash } from 'node:crypto';
import { PersonId, SchoolId } from '@peremena/events';
import { addDays, findPerson, schoolCalendar, scope, timetable, type School } from '@peremena/projections/queries';
import * as v from 'valibot';
import type { Actor } from '../access/resource.ts';
import { momentFor } from '../core/moment.ts';
import type { Ctx, Parts } from '../core/parts.ts';
import { notFound } from '../core/problem.ts';
import { allow, idIn, open, self } from '../core/registry.ts';
import { schoolResource } from '../core/resources.ts';
import { about, body, routes } from '../core/route.ts';
import { ownWeek, wardsWeek } from './whose.ts';
import { calendarOf } from './calendar.ts';
import { subscribe, subscriber, subscriptionsOf, unsubscribe } from './subscriptions.ts';

/** Lessons a calendar program is told: two weeks back, ten weeks ahead. */
const [daysBack, daysAhead] = [14, 70];

const SubscribeBody = v.strictObject({ schoolId: SchoolId, pupilId: v.nullable(PersonId) });

/** The timetable in calendar programs: addresses that can be ended, and what they answer. */
export const calendarRoutes = routes()
  .get(
    '/calendars',
    about({
      summary: 'The own calendar addresses: whose timetable, when made, when last asked. Not the addresses themselves.',
    }),
    allow('account.use', self),
    async (c) => c.json({ calendars: await subscriptionsOf(c.var.parts.sql, c.var.actor.personId) }),
  )
  .post(
    '/calendars',
    about({
      summary:
        'Make an address for calendar programs; it is told once. Whoever knows it sees the timetable until it is ended.',
      status: 201,
    }),
    body(SubscribeBody),
    allow('timetable.read', async (c) => {
      const { schoolId } = c.req.valid('json' as never) as { schoolId: string };
      return schoolResource(c.var.parts, schoolId, c.var.signedIn?.personId ?? '');
    }),
    async (c) => {
      const { parts, actor, moment, resource } = c.var;
      const { schoolId, pupilId } = c.req.valid('json');
      if (pupilId !== null) wardsWeek({ actor, resource, today: moment.today(schoolId) }, pupilId);
      const token = await subscribe(parts.sql, { personId: actor.personId, schoolId, pupilId });
      return c.json({ path: `/api/calendars/${token}/timetable.ics` }, 201);
    },
  )
  .delete(
    '/calendars/:calendarId',
    about({ summary: 'End an own calendar address at once.', status: 204 }),
    allow('account.use', self),
    async (c) => {
      if (!(await unsubscribe(c.var.parts.sql, c.var.actor.personId, idIn(c, 'calendarId')))) throw notFound();
      return c.body(null, 204);
    },
  )
  .get(
    '/calendars/:token/timetable.ics',
    about({ summary: 'The timetable as iCalendar, by the rights of now of whoever made the address.' }),
    open(
      'the address is the right: 256 bits of chance, kept as a hash, ended at will; rights are looked at anew each time',
    ),
    async (c) => {
      const text = await calendarFor(c, c.req.param('token'));
      const etag = `"${createHash('sha256').update(text).digest('base64url')}"`;
      c.header('ETag', etag);
      c.header('Cache-Control', 'private, no-cache');
      if (c.req.header('if-none-match') === etag) return c.body(null, 304);
      c.header('Content-Type', 'text/calendar; charset=utf-8');
      c.header('Content-Disposition', 'inline; filename="timetable.ics"');
      return c.body(text);
    },
  );

async function calendarFor(c: Ctx, token: string): Promise<string> {
  const { parts } = c.var;
  const found = await subscriber(parts.sql, token);
  const resource = found && (await schoolResource(parts, found.schoolId, found.personId));
  if (!found || !resource) throw notFound();
  const actor: Actor = { personId: found.personId, facts: await parts.facts.ofPerson(found.personId) };
  const moment = await momentFor(parts, actor.facts, resource);
  const verdict = parts.may(actor, null, 'timetable.read', resource, moment);
  if (!verdict.allowed) throw notFound();
  const seen = await scope(parts.sql, actor, { role: verdict.grant.role, fact: null }, moment.today);
  const today = moment.today(found.schoolId);
  const place = { schoolId: found.schoolId, today };
  const school = await schoolCalendar(parts.sql, seen, place);
  const own = { actor, resource, today };
  const of = found.pupilId === null ? ownWeek(own) : wardsWeek(own, found.pupilId);
  if (!school || !of) throw notFound();
  const span = { from: addDays(today, -daysBack), to: addDays(today, daysAhead) };
  const lessons = await timetable(parts.sql, seen, { ...place, ...span, of, gone: true });
  return calendarOf(lessons, {
    title: await titleOf(parts, school, found.pupilId),
    timeZone: school.timeZone,
    ofTeacher: 'teacherId' in of,
    language: c.var.language,
  });
}

/** Of a ward the given name: two children's calendars lie side by side in one program. */
async function titleOf({ sql }: Parts, { title }: School, pupilId: string | null): Promise<string> {
  const name = pupilId === null ? null : (await findPerson(sql, pupilId))?.name.given;
  return name ? `${name}, ${title}` : title;
}

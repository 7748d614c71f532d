import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSmallSchool, small } from '../../test/small-school.ts';
import { openWorld, type World } from '../../test/world.ts';
import { streams } from '@peremena/events';
import { subscribe } from './subscriptions.ts';

let world: World;
let now: Date = small.now;
beforeAll(async () => {
  world = await openWorld({ clock: () => now });
  await openSmallSchool(world.api.commands);
  await world.settled();
  await world.signIn(small.teacher, small.mother, small.head, small.other);
});
afterAll(() => world.close());

const make = async (as: string, pupilId: string | null) => {
  const answer = await world.send('POST', '/api/calendars', { as, body: { schoolId: small.schoolId, pupilId } });
  return { status: answer.status, path: ((await answer.json()) as { path: string }).path };
};
const ask = (path: string, headers: Record<string, string> = {}) => world.send('GET', path, { headers });

/** The events of a calendar as an independent reader of RFC 5545 understands them, by UID. */
async function read(path: string) {
  const answer = await ask(path);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/calendar; charset=utf-8']);
  const calendar = new ICAL.Component(ICAL.parse(await answer.text()) as []);
  const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      summary: event.summary,
      location: event.location,
      sequence: event.sequence,
      status: component.getFirstPropertyValue('status'),
    };
  });
  return new Map(events.map((event) => [event.uid.replace('@peremena', ''), event]));
}

const ids = [small.monday, small.wednesday, small.friday];
const change = (method: string, path: string, body?: unknown) =>
  world.send(method, `/api/lessons/${path}`, { as: small.head, body });

describe('a calendar address', () => {
  it('tells a teacher the groups and a family the subjects, at the instants of the school’s clock', async () => {
    const [teacher, mother] = [await make(small.teacher, null), await make(small.mother, small.anna)];
    const own = await read(teacher.path);
    expect([...own.keys()]).toEqual(ids);
    expect(own.get(small.wednesday)).toEqual({
      uid: `${small.wednesday}@peremena`,
      start: '2026-11-18T06:25:00.000Z',
      end: '2026-11-18T07:10:00.000Z',
      summary: '7Б, Алгебра',
      location: 'каб. 214',
      sequence: 0,
      status: 'CONFIRMED',
    });
    expect((await read(mother.path)).get(small.wednesday)?.summary).toBe('Алгебра');
  });

  it('stays true: what is moved keeps its UID with a higher SEQUENCE, what is cancelled says so', async () => {
    const { path } = await make(small.mother, small.anna);
    await change('POST', `${small.friday}/cancellation`, { reason: 'school_event' });
    await change('PUT', `${small.monday}/place`, {
      date: '2026-11-17',
      slot: 4,
      room: '300',
      reason: 'other',
      saw: { date: '2026-11-16', slot: 2 },
    });
    await world.settled();
    const changed = await read(path);
    expect(changed.get(small.friday)).toMatchObject({ status: 'CANCELLED', sequence: 1 });
    expect(changed.get(small.monday)).toMatchObject({
      start: '2026-11-17T08:30:00.000Z',
      location: 'каб. 300',
      sequence: 1,
    });
    await change('DELETE', `${small.friday}/cancellation`);
    await world.settled();
    expect((await read(path)).get(small.friday)).toMatchObject({ status: 'CONFIRMED', sequence: 2 });
  });

  it('answers that nothing changed, in the same bytes', async () => {
    const { path } = await make(small.teacher, null);
    const etag = (await ask(path)).headers.get('etag') ?? '';
    expect((await ask(path, { 'if-none-match': etag })).status).toBe(304);
  });

  it('is made for oneself and one’s wards only', async () => {
    expect((await make(small.mother, small.boris)).status).toBe(404);
    expect((await make(small.other, small.anna)).status).toBe(404);
  });

  it('is kept as a hash, and ended by its maker alone, at once', async () => {
    const { path } = await make(small.teacher, null);
    const token = path.split('/')[3] ?? '';
    await checkKept(token, (found) => expect(found).toBe(0));
    const { calendars } = (await (await world.send('GET', '/api/calendars', { as: small.teacher })).json()) as {
      calendars: { id: string }[];
    };
    const last = calendars.at(-1)?.id;
    expect((await world.send('DELETE', `/api/calendars/${last}`, { as: small.other })).status).toBe(404);
    expect((await world.send('DELETE', `/api/calendars/${last}`, { as: small.teacher })).status).toBe(204);
    expect((await ask(path)).status).toBe(404);
    expect((await ask('/api/calendars/guessed/timetable.ics')).status).toBe(404);
  });

  it('planted fault: an address that is kept in the clear is found', async () => {
    const person = { personId: small.teacher, schoolId: small.schoolId, pupilId: null };
    const token = await subscribe(world.sql, person, (clear) => Buffer.from(clear));
    await checkKept(token, (found) => expect(found).toBe(1));
  });

  it('goes silent with the right of its maker', async () => {
    const { path } = await make(small.mother, small.anna);
    expect((await ask(path)).status).toBe(200);
    const ended = { pupilId: small.anna, guardianId: small.mother, from: '2026-09-01', lastDay: '2026-11-18' };
    await world.happened(streams.guardianship(small.anna), [{ type: 'GuardianUnlinked', data: ended }] as never, null);
    await world.settled();
    expect((await ask(path)).status).toBe(200);
    now = new Date('2026-11-19T06:30:00Z');
    expect((await ask(path)).status).toBe(404);
    now = small.now;
  });
});

/** How many rows of the table hold the token itself. */
async function checkKept(token: string, check: (found: number) => void): Promise<void> {
  const rows =
    await world.sql`select * from api.calendars c where position(${Buffer.from(token)}::bytea in c.hash) > 0`;
  check(rows.length);
}

import { type AnyEvent, streams } from '@peremena/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Parts } from '../src/core/parts.ts';
import { openSmallSchool, small } from './small-school.ts';
import { openWorld, type World } from './world.ts';

// Of a school where midnight is 19:00 UTC, two hours before that of Moscow.
const zone = 'Asia/Yekaterinburg';
const eve = new Date('2026-11-18T18:59:59Z');
const midnight = new Date('2026-11-18T19:00:00Z');
const { anna, mother, tutor, head, boris } = small;

let world: World;
let now = eve;
beforeAll(async () => {
  world = await openWorld({ clock: () => now });
  await openSmallSchool(world.api.commands, zone);
  await world.settled();
  await world.signIn(anna, mother, tutor, head, boris);
});
afterAll(() => world.close());

const born = async (birthDate: string) => {
  const corrected = { type: 'BirthDateCorrected', data: { personId: anna, birthDate } };
  await world.happened(streams.person(anna), [corrected] as unknown as AnyEvent[], null);
  await world.settled();
};

/** What the mother learns of Anna by every way there is. */
async function learns(send: World['send'] = world.send) {
  const ask = async (path: string) => send('GET', path, { as: mother });
  const me = (await (await ask('/api/me')).json()) as { children: unknown[] };
  const own = (await (await ask('/api/guardianships')).json()) as { families: unknown[] };
  return {
    diary: (await ask(`/api/diary/${anna}`)).status,
    history: (await ask(`/api/lessons/${small.monday}/marks/${anna}/history`)).status,
    timetable: (await ask(`/api/schools/${small.schoolId}/timetable?pupil=${anna}`)).status,
    children: me.children.length,
    families: own.families.length,
  };
}
const everything = { diary: 200, history: 200, timetable: 200, children: 1, families: 1 };
const nothing = { diary: 404, history: 404, timetable: 404, children: 0, families: 0 };

const consent = async (given: boolean, as: string = anna, guardianId: string = mother) => {
  const path = `/api/guardianships/${anna}/consents/${guardianId}`;
  const answer = await world.send('PUT', path, { as, body: { given } });
  await world.settled();
  return { status: answer.status, ...((await answer.json()) as { code?: string; ids?: string[] }) };
};
const own = async (as: string = anna) => {
  const answer = await world.send('GET', `/api/guardianships/${anna}`, { as });
  return (await answer.json()) as { links: { to: string | null; consent: boolean }[]; asks: { given: boolean }[] };
};

describe('the 18th birthday', () => {
  it('ends what a guardian may at midnight in the school, by itself', async () => {
    await born('2008-11-19');
    now = eve;
    expect(await learns()).toEqual(everything);
    now = midnight;
    expect(await learns()).toEqual(nothing);
  });

  it.each([
    ['facts that forget full age', (facts) => ({ ...facts, ...lasting(facts) })],
    ['midnight of another zone', (facts) => ({ ...facts, zoneOf: () => Promise.resolve('Europe/Moscow') })],
  ] satisfies [string, (facts: Parts['facts']) => Parts['facts']][])('planted fault: %s is seen', async (_, broken) => {
    now = midnight;
    expect(await learns(world.with({ facts: broken(world.api.parts.facts) }))).not.toEqual(nothing);
  });
});

describe('the consent of a pupil of full age', () => {
  it('is not given before midnight in the school, nor to who was no guardian', async () => {
    now = eve;
    expect(await consent(true)).toMatchObject({ status: 409, code: 'not_adult' });
    expect((await own()).asks).toEqual([]);
    now = midnight;
    expect(await consent(true, anna, boris)).toMatchObject({ status: 409, code: 'not_guardian' });
  });

  it('is the pupil’s alone, and shows that it is them', async () => {
    now = midnight;
    for (const other of [mother, tutor, head, boris]) expect([403, 404]).toContain((await consent(true, other)).status);
    await world.sql`update api.sessions set proven_at = now() - interval '11 minutes' where person_id = ${anna}`;
    expect(await consent(true)).toMatchObject({ status: 403, code: 'step_up_needed' });
    await world.sql`update api.sessions set proven_at = now() where person_id = ${anna}`;
    expect(await learns()).toEqual(nothing);
  });

  it('opens the diary at once, is taken back at once, and may be given anew on the same day', async () => {
    now = midnight;
    expect((await own()).asks).toMatchObject([{ given: false }]);
    for (const _ of ['given', 'given anew']) {
      expect((await consent(true)).ids).toHaveLength(1);
      expect((await consent(true)).ids).toHaveLength(0);
      expect((await own()).asks).toMatchObject([{ given: true }]);
      expect(await learns()).toEqual(everything);
      expect((await consent(false)).ids).toHaveLength(1);
      expect(await learns()).toEqual(nothing);
    }
  });

  it('is not limited by an order about the child', async () => {
    const order = { keeps: [], from: '2026-11-01', to: null, document: 'Решение суда', documentDate: '2026-10-30' };
    const data = { orderId: '0199a000-0000-7000-8000-000000000001', pupilId: anna, guardianId: mother, ...order };
    await world.happened(
      streams.guardianship(anna),
      [{ type: 'GuardianLimited', data }] as unknown as AnyEvent[],
      null,
    );
    await world.settled();
    now = eve;
    expect(await learns()).toMatchObject({ diary: 404, history: 404, timetable: 404 });
    now = midnight;
    await consent(true);
    expect(await learns()).toEqual(everything);
    await consent(false);
    const ended = {
      orderId: data.orderId,
      pupilId: anna,
      guardianId: mother,
      lastDay: '2026-10-31',
      document: 'Отмена',
    };
    await world.happened(
      streams.guardianship(anna),
      [{ type: 'GuardianLimitEnded', data: { ...ended, documentDate: '2026-11-18' } }] as unknown as AnyEvent[],
      null,
    );
    await world.settled();
  });

  it('the head reads that the link ended with the last day before it', async () => {
    now = midnight;
    expect((await own(head)).links.find((link) => !link.consent)?.to).toBe('2026-11-18');
    expect((await own(tutor)).links).toEqual([]);
  });
});

// Last: a reset ends the pupil's own sessions.
describe('the 14th birthday', () => {
  const reset = () =>
    world.send('POST', `/api/accounts/${anna}/password-reset`, { as: mother, body: { reason: 'forgotten' } });
  it('from midnight in the school a guardian resets the password no more, and goes on reading', async () => {
    await born('2012-11-19');
    now = midnight;
    expect(await (await reset()).json()).toMatchObject({ code: 'ward_is_14' });
    expect(await learns()).toEqual(everything);
    now = eve;
    expect((await reset()).status).toBe(200);
  });
});

/** Guardians for good, whatever the ward's age. */
function lasting({ ofPerson, ofPeople }: Parts['facts']): Pick<Parts['facts'], 'ofPerson' | 'ofPeople'> {
  const last = (found: Awaited<ReturnType<typeof ofPerson>>) =>
    found.map((fact) => (fact.kind === 'guardian' ? { ...fact, to: null } : fact));
  return {
    ofPerson: async (id) => last(await ofPerson(id)),
    ofPeople: async (ids) => new Map([...(await ofPeople(ids))].map(([id, found]) => [id, last(found)] as const)),
  };
}

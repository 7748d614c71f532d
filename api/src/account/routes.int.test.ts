import { type AnyEvent, type PersonId, streams } from '@peremena/events';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { foundSchool, type School } from '../../test/school.ts';
import { cookieOf, openWorld, password, type World } from '../../test/world.ts';
import { createSignIns, setPassword } from '../session/credentials.ts';
import { hashPassword } from '../session/argon2.ts';

let world: World;
let [here, there]: readonly School[] = [];
const people = () => ({ ...(here as School).person });
const hash = hashPassword(password);
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z') });
  here = await foundSchool(world, 'канарейка-17');
  there = await foundSchool(world, 'канарейка-99');
  await world.settled();
  await createSignIns(world.sql, [{ login: 'pupil', personId: people().pupil, passwordHash: await hash }]);
  await world.signIn(...Object.values(people()).filter((id) => id !== people().pupil), there.person.admin);
});
afterAll(() => world.close());
beforeEach(async () => setPassword(world.sql, people().pupil, await hash));

const reset = (as: string, who: string, key?: string) =>
  world.send('POST', `/api/accounts/${who}/password-reset`, {
    as,
    body: { reason: 'forgotten' },
    ...(key ? { key } : {}),
  });
const signIn = (secret: string) =>
  world.send('POST', '/api/session', { body: { login: 'pupil', password: secret }, key: null });
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const born = async (birthDate: string) => {
  const personId = people().pupil as PersonId;
  const event = { type: 'BirthDateCorrected', data: { personId, birthDate } } as AnyEvent;
  await world.happened(streams.person(personId), [event], null);
};

describe('a reset', () => {
  it('ends every session, and gives a code that is good for one password', async () => {
    const cookie = cookieOf(await signIn(password));
    const stream = await world.send('GET', '/api/live', { headers: { cookie } });
    const answer = await reset(people().tutor, people().pupil);
    expect(answer.status).toBe(200);
    const { code, login } = (await answer.json()) as { code: string; login: string };
    expect(login).toBe('pupil');
    expect(await stream.text()).toContain('event: closed');
    expect((await world.send('GET', '/api/me', { headers: { cookie } })).status).toBe(401);
    expect((await signIn(password)).status).toBe(401);

    const entered = await signIn(code);
    const now = { cookie: cookieOf(entered) };
    const told = await (await world.send('GET', '/api/session', { headers: now })).json();
    expect(told).toMatchObject({
      mustChangePassword: true,
      reset: { by: 'tutor-канарейка-17 И.', reason: 'forgotten' },
    });
    const body = { current: code, next: 'ёж несёт грушу' };
    const set = await world.send('POST', '/api/session/password', { headers: now, key: null, body });
    expect(set.status).toBe(204);
    expect((await signIn(code)).status).toBe(401);
    const after = await world.send('GET', '/api/session', { headers: { cookie: cookieOf(set) } });
    expect(await after.json()).toEqual({ mustChangePassword: false, reset: null });
  });

  it('is an event that names who and why, and holds no secret', async () => {
    const before = await world.store.head();
    const answer = await reset(people().admin, people().pupil);
    const { code } = (await answer.json()) as { code: string };
    const stored = await world.store.readStream(streams.account(people().pupil as PersonId), { limit: 100 });
    const last = stored.at(-1);
    expect(last).toMatchObject({
      type: 'PasswordReset',
      data: { personId: people().pupil, reason: 'forgotten' },
      metadata: { actorId: people().admin, actingAs: { role: 'admin' }, schoolId: here?.id },
    });
    expect(await world.store.head()).toBe(before + 1n);
    const told = JSON.stringify(stored, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
    expect(told).not.toContain(code);
  });

  it('sent again under the same command gives another code; once one was used, none', async () => {
    const key = '0b7a5f60-58c0-4a5e-9f6a-0d2d3f7a9b77';
    const before = await world.store.head();
    const [first, second] = [
      await codeOf(await reset(people().tutor, people().pupil, key)),
      await codeOf(await reset(people().tutor, people().pupil, key)),
    ];
    expect(await world.store.head()).toBe(before + 1n);
    expect([(await signIn(first)).status, (await signIn(second)).status]).toEqual([401, 200]);
    await setPassword(world.sql, people().pupil, await hash);
    expect(await (await reset(people().tutor, people().pupil, key)).json()).toMatchObject({ code: 'reset_used' });
    expect((await signIn(password)).status).toBe(200);
  });

  it('needs the own password within the last ten minutes', async () => {
    const { tutor, pupil } = people();
    await world.sql`update api.sessions set proven_at = now() - interval '11 minutes' where person_id = ${tutor}`;
    const answer = await reset(tutor, pupil);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([403, 'step_up_needed']);
    expect((await signIn(password)).status).toBe(200);
    const body = { password };
    const proven = await world.send('POST', '/api/session/step-up', { as: tutor, key: null, body });
    world.cookies.set(tutor, cookieOf(proven));
    expect((await reset(tutor, pupil)).status).toBe(200);
  });

  it('is for a guardian only until the child is 14', async () => {
    const { guardian, pupil } = people();
    const codeFor = async () => ((await (await reset(guardian, pupil)).json()) as { code: string }).code;
    expect(await codeFor()).toBe('age_unknown');
    await born('2012-11-21');
    expect(await codeFor()).toMatch(/^[0-9A-Z]{4}-/);
    await born('2012-11-20');
    expect(await codeFor()).toBe('ward_is_14');
  });

  it('reaches who belongs to the admin’s school, and neither colleagues of a tutor nor a foreign school', async () => {
    const { admin, tutor, teacher, guardian, classmate, otherPupil } = people();
    expect((await reset(admin, teacher)).status).toBe(200);
    expect((await reset(admin, guardian)).status).toBe(200);
    expect((await reset(admin, admin)).status).toBe(404);
    expect((await reset(tutor, classmate)).status).toBe(200);
    expect((await reset(tutor, teacher)).status).toBe(404);
    expect([403, 404]).toContain((await reset(tutor, otherPupil)).status);
    expect((await reset(there?.person.admin ?? '', classmate)).status).toBe(404);
  });
});

describe('a second factor that was lost', () => {
  const away = (as: string) =>
    world.send('POST', `/api/accounts/${people().teacher}/second-factor-reset`, {
      as,
      body: { reason: 'device_lost' },
    });

  it('is taken away by an admin, with an event; then the password alone signs in', async () => {
    const { admin, tutor, teacher } = people();
    await setPassword(world.sql, teacher, await hash);
    expect(await (await away(admin)).json()).toMatchObject({ code: 'no_factor' });
    await world.sql`insert into api.second_factors (person_id, sealed, since) values (${teacher}, ${Buffer.from('x')}, now())`;
    const entered = async () => {
      const answer = await world.send('POST', '/api/session', { body: { login: teacher, password }, key: null });
      return (await world.send('GET', '/api/me', { headers: { cookie: cookieOf(answer) } })).status;
    };
    expect(await entered()).toBe(403);
    expect((await away(tutor)).status).toBe(404);
    expect((await away(admin)).status).toBe(200);
    expect(await entered()).toBe(200);
    const stored = await world.store.readStream(streams.account(teacher as PersonId), { limit: 100 });
    expect(stored.at(-1)).toMatchObject({ type: 'SecondFactorReset', metadata: { actorId: admin } });
  });
});

describe('whom one may help', () => {
  const groups = async (as: string, q = '') =>
    (
      (await (await world.send('GET', `/api/accounts?q=${encodeURIComponent(q)}`, { as })).json()) as {
        groups: { role: string; people: { id: string }[] }[];
      }
    ).groups.map(({ role, people: found }) => [role, found.map(({ id }) => id).toSorted()]);

  it('is the own class, the own child, or who was looked for in the school', async () => {
    const { tutor, otherTeacher, head, admin, otherPupil, pupil, classmate } = people();
    expect(await groups(tutor)).toEqual([['tutor', [pupil, classmate].toSorted()]]);
    expect(await groups(otherTeacher)).toEqual([]);
    expect(await groups(head)).toEqual([]);
    expect(await groups(admin)).toEqual([['admin', []]]);
    expect(await groups(admin, 'otherPupil')).toEqual([['admin', [otherPupil]]]);
    expect(await groups(admin, 'канарейка-99')).toEqual([['admin', []]]);
  });
});

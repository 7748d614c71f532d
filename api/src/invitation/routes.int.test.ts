import { type PersonId, streams } from '@peremena/events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundSchool, type School } from '../../test/school.ts';
import { cookieOf, openWorld, type World } from '../../test/world.ts';

let world: World;
let [here, there]: readonly School[] = [];
const people = () => ({ ...(here as School).person });
beforeAll(async () => {
  world = await openWorld();
  here = await foundSchool(world, 'канарейка-17');
  there = await foundSchool(world, 'канарейка-99');
  await world.settled();
  await world.signIn(people().tutor, people().admin, people().teacher, there.person.admin);
});
afterAll(() => world.close());

interface Sheet {
  readonly people: readonly { id: string; name: string; state: string; wards: { id: string }[]; disowned: unknown }[];
}
const path = () => `/api/classes/${here?.own.klass}/invitations`;
const sheet = async (as: string) => (await (await world.send('GET', path(), { as })).json()) as Sheet;
const print = async (personId: string | null, as = people().tutor) => {
  const answer = await world.send('POST', path(), { as, body: { personId } });
  const { invitations } = (await answer.json()) as { invitations?: { id: string; code: string }[] };
  return { status: answer.status, codes: new Map((invitations ?? []).map(({ id, code }) => [id, code])) };
};
const codeFor = async (personId: string) => (await print(personId)).codes.get(personId) ?? '';
let lastAddress = 0;
const use = (what: string, body: object, cookie = '') =>
  world.send('POST', `/api/session/invitation${what}`, {
    body,
    key: null,
    headers: { cookie, 'x-forwarded-for': `203.0.113.${(lastAddress += 1) % 250}` },
  });
const told = async (answer: Response) => (await answer.json()) as { code: string; facts?: Record<string, unknown> };
const chosen = (code: string, login: string) => ({ code, login, password: 'ёж несёт три груши' });
const account = (personId: string) => world.store.readStream(streams.account(personId as PersonId), { limit: 100 });

describe('a sheet', () => {
  it('is for guardians and pupils without a sign-in; the tutor prints the own class, the admin any of the school', async () => {
    const { tutor, admin, teacher, pupil, classmate, guardian, limitedGuardian, shutGuardian } = people();
    const wanted = [pupil, classmate, guardian, limitedGuardian, shutGuardian].toSorted();
    const names = (list: Sheet) => list.people.map(({ id }) => id).toSorted();
    expect(names(await sheet(tutor))).toEqual(wanted);
    expect(names(await sheet(admin))).toEqual(wanted);
    expect((await print(null, teacher)).status).toBe(403);
    expect((await print(null, there?.person.admin)).status).toBe(404);
    const { codes } = await print(null, admin);
    expect([...codes.keys()].toSorted()).toEqual(wanted);
    const [last] = (await account(guardian)).slice(-1);
    expect(last).toMatchObject({ type: 'InvitationGiven', metadata: { actorId: admin, actingAs: { role: 'admin' } } });
  });

  it('leaves out, for a tutor, who works at a school', async () => {
    const { teacher, pupil, tutor } = people();
    const link = {
      pupilId: pupil,
      guardianId: teacher,
      relation: 'mother',
      from: '2026-09-01',
      to: null,
      source: null,
    };
    await world.happened(
      streams.guardianship(pupil as PersonId),
      [{ type: 'GuardianLinked', data: link } as never],
      null,
    );
    await world.settled();
    await world.sql`delete from api.credentials where person_id = ${teacher}`;
    const state = async (as: string) => (await sheet(as)).people.find(({ id }) => id === teacher)?.state;
    expect([await state(tutor), await state(people().admin)]).toEqual(['staff', 'wanted']);
    expect((await print(teacher)).status).toBe(404);
  });

  it('needs the own password within the last ten minutes', async () => {
    await world.sql`update api.sessions set proven_at = now() - interval '11 minutes' where person_id = ${people().admin}`;
    expect((await print(null, people().admin)).status).toBe(403);
  });

  it('lists the classes one may print', async () => {
    const answer = await world.send('GET', '/api/invitations', { as: people().tutor });
    expect(await answer.json()).toMatchObject({ classes: [{ title: '7Б', pupils: 2, disowned: 0 }] });
  });
});

describe('an invitation', () => {
  it('tells given names and a letter; makes a sign-in; is refused the second time with when, not by whom', async () => {
    const { guardian } = people();
    const before = await codeFor(guardian);
    const code = await codeFor(guardian);
    expect(await told(await use('', { code: before }))).toMatchObject({ code: 'invitation_replaced' });
    const seen = await (await use('', { code })).text();
    expect(JSON.parse(seen)).toMatchObject({ person: 'Имя g.', wards: ['Имя p.'], classTitle: '7Б', signedIn: null });
    expect(seen).not.toContain('guardian-');

    const short = await use('/claim', { ...chosen(code, 'мама'), password: 'школа17' });
    expect(short.status).toBe(422);
    const weak = await use('/claim', { ...chosen(code, 'мама'), password: 'канарейка-17' });
    expect(weak.status).toBe(422);
    const claimed = await use('/claim', chosen(code, 'мама'));
    expect(claimed.status).toBe(200);
    const cookie = cookieOf(claimed);
    const diary = await world.send('GET', `/api/diary/${people().pupil}`, { headers: { cookie } });
    expect(diary.status).toBe(200);

    const again = await told(await use('', { code }));
    expect(again.code).toBe('invitation_used');
    expect(Object.keys(again.facts ?? {}).toSorted()).toEqual(['at', 'timeZone']);
    expect(await told(await use('', { code }, cookie))).toMatchObject({
      code: 'invitation_done',
      facts: { own: true },
    });
    expect((await sheet(people().tutor)).people.map(({ id }) => id)).not.toContain(guardian);
    const stored = JSON.stringify(await account(guardian), (_, one: unknown) =>
      typeof one === 'bigint' ? `${one}` : one,
    );
    expect((await account(guardian)).at(-1)).toMatchObject({
      type: 'InvitationUsed',
      metadata: { actorId: guardian, actingAs: { role: 'guardian' }, schoolId: here?.id },
    });
    for (const one of [before, code, code.replaceAll('-', '')]) expect(stored).not.toContain(one);
  });

  it('of many at once, one is signed in', async () => {
    const { classmate } = people();
    const code = await codeFor(classmate);
    const tries = Array.from({ length: 12 }, (_, index) => use('/claim', chosen(code, `класс-${index}`)));
    const statuses = (await Promise.all(tries)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 409)).toHaveLength(11);
    const used = (await account(classmate)).filter(({ type }) => type === 'InvitationUsed');
    expect(used).toHaveLength(1);
  });

  it('for somebody else is ended, and the tutor is told', async () => {
    const { pupil, tutor } = people();
    const code = await codeFor(pupil);
    expect((await use('/disown', { code, why: 'other_record' })).status).toBe(401);
    expect((await use('/disown', { code, why: 'not_me' })).status).toBe(204);
    expect(await told(await use('', { code }))).toMatchObject({ code: 'invitation_disowned' });
    expect((await sheet(tutor)).people.find(({ id }) => id === pupil)).toMatchObject({
      state: 'disowned',
      disowned: { why: 'not_me', by: null },
    });
    const list = await world.send('GET', '/api/invitations', { as: tutor });
    expect(await list.json()).toMatchObject({ classes: [{ disowned: 1 }] });
  });

  it('for the own person under another record is ended, and the school reads whose records to join', async () => {
    const { pupil, tutor } = people();
    const code = await codeFor(pupil);
    const cookie = world.cookies.get(tutor) ?? '';
    expect(await (await use('', { code }, cookie)).json()).toMatchObject({ signedIn: 'tutor-канарейка-17 И.' });
    expect((await use('/disown', { code, why: 'other_record' }, cookie)).status).toBe(204);
    expect((await sheet(tutor)).people.find(({ id }) => id === pupil)).toMatchObject({
      disowned: { why: 'other_record', by: 'tutor-канарейка-17 И.' },
    });
    expect((await account(pupil)).at(-1)).toMatchObject({ type: 'InvitationDisowned', metadata: { actorId: tutor } });
  });

  it('is guessed slowly', async () => {
    const guess = (address: string) =>
      world.send('POST', '/api/session/invitation', {
        body: { code: 'AAAA-BBBB-CCCC-DDDD' },
        key: null,
        headers: { 'x-forwarded-for': address },
      });
    const statuses: number[] = [];
    for (let at = 0; at < 8; at += 1) statuses.push((await guess('198.51.100.7')).status);
    expect(statuses.slice(0, 2)).toEqual([404, 404]);
    expect(statuses.at(-1)).toBe(429);
  });
});

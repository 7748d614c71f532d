import { StoreUnavailable } from '@peremena/events/store';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foundSchool, type School } from '../../test/school.ts';
import { openWorld, type World } from '../../test/world.ts';
import { examineOpen } from './examine.ts';
import { sentenceOf } from './words.ts';

interface Health {
  readonly state: string;
  readonly findings: readonly { readonly what: string; readonly state: string; readonly sentence: string }[];
}

let world: World;
let school: School;
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z') });
  school = await foundSchool(world, 'канарейка-17');
  await world.settled();
  const { admin, head, teacher, guardian } = school.person;
  await world.signIn(admin, head, teacher, guardian);
});
afterAll(() => world.close());

const ask = (as: string, send = world.send) => send('GET', '/api/health', { as, headers: { 'accept-language': 'ru' } });
const keeps = async (as: string) =>
  ((await (await world.send('GET', '/api/me', { as })).json()) as { keepsDeployment: boolean }).keepsDeployment;

test('says what the doctor says, in a sentence each, and names nobody', async () => {
  const answer = await ask(school.person.admin);
  expect(answer.status).toBe(200);
  const text = await answer.text();
  const { findings } = JSON.parse(text) as Health;
  const doctor = await examineOpen(world.api.parts, world.api.parts.clock);
  expect(findings.map(({ what, state }) => `${what} ${state}`)).toEqual(
    doctor.map(({ what, state }) => `${what} ${state}`),
  );
  expect(findings.find(({ what }) => what === 'parked')?.sentence).toBe('Отложенных событий нет.');
  expect(findings.find(({ what }) => what === 'projector')?.sentence).toBe('Проектор работает.');
  for (const one of doctor)
    for (const language of ['ru', 'en'] as const) expect(sentenceOf(one, language)).toMatch(/\.|\?/);
  for (const secret of ['анарей', school.id, ...Object.values(school.person)]) expect(text).not.toContain(secret);
});

test('goes red where the log is away, and still says the rest', async () => {
  const away = () => Promise.reject(new StoreUnavailable('the log cannot be read now'));
  const send = world.with({ store: { ...world.store, head: away, readAll: away } });
  const { state, findings } = (await (await ask(school.person.admin, send)).json()) as Health;
  expect(state).toBe('ill');
  expect(findings.find(({ what }) => what === 'log')).toMatchObject({ state: 'ill' });
  expect(findings.map(({ what }) => what)).toEqual(expect.arrayContaining(['database', 'parked', 'projector']));
});

test('is for the admin of every school there is, and hidden from everybody else', async () => {
  const { admin, head, teacher, guardian } = school.person;
  for (const other of [head, teacher, guardian]) expect((await ask(other)).status).toBe(404);
  expect([await keeps(admin), await keeps(head)]).toEqual([true, false]);
  await foundSchool(world, 'канарейка-18');
  await world.settled();
  expect((await ask(admin)).status).toBe(404);
  expect(await keeps(admin)).toBe(false);
});

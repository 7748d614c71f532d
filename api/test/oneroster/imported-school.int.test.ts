import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importPlan, planBundle } from '../../src/oneroster/import.ts';
import { cookieOf, openWorld, type World } from '../world.ts';
import { setUpAuthenticator } from '../authenticator.ts';
import { fixture } from './fixture.ts';

let world: World;
let folder: string;
const clock = () => new Date('2026-11-20T08:00:00Z');
const date = '2026-11-20';

beforeAll(async () => {
  world = await openWorld({ clock });
  folder = await mkdtemp(join(tmpdir(), 'peremena-imported-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

/** Signs in with the code from the file and sets a password, as a person does the first time. */
async function firstSignIn(login: string, code: string): Promise<string> {
  const entered = await world.send('POST', '/api/session', { body: { login, password: code }, key: null });
  expect(entered.status).toBe(200);
  world.cookies.set(login, cookieOf(entered));
  const me = (await (await world.send('GET', '/api/me', { as: login })).json()) as { mustChangePassword: boolean };
  expect(me.mustChangePassword).toBe(true);
  const body = { current: code, next: 'свой новый пароль' };
  const set = await world.send('POST', '/api/session/password', { as: login, body });
  expect(set.status).toBe(204);
  world.cookies.set(login, cookieOf(set));
  const { person } = (await (await world.send('GET', '/api/me', { as: login })).json()) as { person: { id: string } };
  return person.id;
}

const get = async <T>(as: string, path: string): Promise<T> => {
  const answer = await world.send('GET', path, { as });
  expect(answer.status, path).toBe(200);
  return (await answer.json()) as T;
};

test('a teacher of an imported school marks a lesson outside the timetable, and the pupil sees it', async () => {
  const { api, sql } = world;
  const signInFile = join(folder, 'sign-ins.csv');
  const plan = await planBundle({ path: fixture('village-1.1'), clock, timeZone: 'Europe/Moscow' });
  await importPlan(plan, {
    commands: api.commands,
    vault: api.parts.vault,
    sql,
    clock,
    signInFile,
    fileName: 'village',
  });
  await world.settled();
  const lines = (await readFile(signInFile, 'utf8')).split('\r\n').map((line) => line.slice(1, -1).split('","'));
  const codes = new Map(lines.map(([login = '', code = '']) => [login, code]));

  await firstSignIn('kravtsova', codes.get('kravtsova') ?? '');
  // A real school asks its staff for a second factor from the first day.
  expect((await world.send('GET', `/api/today?date=${date}`, { as: 'kravtsova' })).status).toBe(403);
  await setUpAuthenticator(world, 'kravtsova', clock());
  const { groups } = await get<{ groups: { id: string; title: string; pupils: number }[] }>(
    'kravtsova',
    `/api/today?date=${date}`,
  );
  const group = groups.find(({ title }) => title === 'Математика 5А');
  expect(group).toMatchObject({ pupils: 2 });

  const added = await world.send('POST', '/api/lessons', {
    as: 'kravtsova',
    body: { groupId: group!.id, date, slot: 2 },
  });
  expect(added.status).toBe(201);
  const { lessonId } = (await added.json()) as { lessonId: string };
  await world.settled();

  const pupilId = await firstSignIn('ivanova.anna', codes.get('ivanova.anna') ?? '');
  const marked = await world.send('POST', `/api/lessons/${lessonId}/marks`, {
    as: 'kravtsova',
    body: { marks: [{ pupilId, value: '5', replaces: null }] },
  });
  expect(marked.status).toBe(200);
  await world.settled();

  const { days } = await get<{ days: { date: string; lessons: { marks: { value: string }[]; outside: boolean }[] }[] }>(
    'ivanova.anna',
    `/api/diary/${pupilId}?week=${date}`,
  );
  const lessons = days.find((day) => day.date === date)?.lessons;
  expect(lessons).toMatchObject([{ outside: true, marks: [{ value: '5' }] }]);
  // Another pupil of her group knows that she is there, and no more.
  await firstSignIn('sidorova', codes.get('sidorova') ?? '');
  expect((await world.send('GET', `/api/diary/${pupilId}`, { as: 'sidorova' })).status).toBe(403);
});

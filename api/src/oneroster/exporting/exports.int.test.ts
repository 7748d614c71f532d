import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnyEvent, type PersonId, streams } from '@peremena/events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSmallSchool, small } from '../../../test/small-school.ts';
import { openWorld, type World } from '../../../test/world.ts';
import type { Look } from '../../core/look.ts';
import { exportOneRoster } from '../writing/export.ts';
import { openExportJob } from './job.ts';
import { exportsOf, queueExport } from './store.ts';

let world: World;
let send: World['send'];
let now = small.now;
let folder: string;
const noted: Look[] = [];
const [admin, second] = [randomUUID(), randomUUID()] as unknown as [PersonId, PersonId];
const school = `/api/schools/${small.schoolId}`;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'exports-'));
  world = await openWorld({ clock: () => now, exportsFolder: folder });
  send = world.with({ looks: { note: (look) => Promise.resolve(void noted.push(look)) } });
  await openSmallSchool(world.api.commands);
  await posted(admin);
  await world.signIn(small.head, small.teacher, admin);
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const posted = async (personId: PersonId) => {
  const data = { schoolId: small.schoolId, personId, post: 'admin', from: '2026-09-01', to: null, source: null };
  const stream = streams.staff(small.schoolId, personId);
  await world.happened(stream, [{ type: 'PostTaken', data }] as unknown as AnyEvent[], small.schoolId);
  await world.settled();
};
const propose = async (as: string, personId: string = as) => {
  const body = { act: { kind: 'export_school', personId }, reason: 'Переезд', document: null, documentDate: null };
  const answer = await world.send('POST', `${school}/requests`, { as, body });
  await world.settled();
  return { status: answer.status, ...((await answer.json()) as { requestId: string; code?: string }) };
};
const confirm = async (requestId: string, as: string) => {
  const answer = await world.send('POST', `/api/requests/${requestId}/confirmation`, { as, body: {} });
  await world.api.exports.idle();
  await world.settled();
  return answer.status;
};
const fetched = (id: string, as: string) => send('GET', `/api/exports/${id}/bundle.zip`, { as });
const codeOf = async (answer: Response) => ((await answer.json()) as { code: string }).code;
const listed = async (as: string) => {
  const answer = await world.send('GET', `${school}/exports`, { as });
  return (await answer.json()) as { waiting: object[]; exports: { id: string; state: string }[] };
};

it('asked for by one, confirmed by another, fetched by the first alone, and gone after a day', async () => {
  const { requestId } = await propose(admin);
  expect((await listed(admin)).waiting).toMatchObject([{ requestId, by: { id: admin } }]);
  expect((await fetched(requestId, admin)).status).toBe(404);
  expect(await confirm(requestId, admin)).toBe(409);
  expect(await confirm(requestId, small.head)).toBe(200);

  const { waiting, exports } = await listed(admin);
  expect(waiting).toEqual([]);
  const line = { id: requestId, state: 'ready', reason: 'Переезд', confirmedBy: { id: small.head }, mine: true };
  expect(exports).toMatchObject([{ ...line, fetched: 0 }]);

  const answer = await fetched(requestId, admin);
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; .*\.zip$/);
  const direct = join(folder, 'direct.zip');
  const { schoolId } = small;
  const logins = () => Promise.resolve(new Map([admin, small.head, small.teacher].map((id) => [id as string, id])));
  const report = await exportOneRoster({
    ...world.api.parts,
    ...{ schoolId, path: direct, today: '2026-11-18', loginsOf: logins },
  });
  expect(Buffer.from(await answer.arrayBuffer()).equals(await readFile(direct))).toBe(true);
  expect(noted).toMatchObject([{ kind: 'school_file', person: admin, school: schoolId }]);
  expect(new Set(noted[0]?.subjects)).toEqual(new Set(report?.personIds.filter((id) => id !== admin)));
  expect((await listed(admin)).exports).toMatchObject([{ fetched: 1 }]);

  expect(await codeOf(await fetched(requestId, small.head))).toBe('forbidden');
  await posted(second);
  await world.signIn(second);
  expect(await codeOf(await fetched(requestId, second))).toBe('export_of_another');

  now = new Date(now.getTime() + 24 * 3_600_000);
  await world.signIn(admin);
  expect(await codeOf(await fetched(requestId, admin))).toBe('export_gone');
  world.api.exports.kick();
  await world.api.exports.idle();
  expect(existsSync(world.api.exports.pathOf(requestId))).toBe(false);
  expect((await listed(admin)).exports).toMatchObject([{ state: 'gone' }]);
  const [row] = await exportsOf(world.sql, schoolId);
  expect(row?.people).toEqual([]);
});

it('nobody asks for a file in the name of another, and teachers ask for none', async () => {
  expect((await propose(admin, second)).code).toBe('own_post');
  expect((await propose(small.teacher)).status).toBe(403);
  expect((await world.send('GET', `${school}/exports`, { as: small.teacher })).status).toBe(403);
});

it('it is fetched by who has just shown that it is them', async () => {
  const { requestId } = await propose(admin);
  expect(await confirm(requestId, small.head)).toBe(200);
  await world.sql`update api.sessions set proven_at = now() - interval '11 minutes' where person_id = ${admin}`;
  expect(await codeOf(await fetched(requestId, admin))).toBe('step_up_needed');
});

it('what a killed process left is made by the next, once, and a file of before is no hindrance', async () => {
  const id = randomUUID();
  const shared = join(folder, 'shared');
  const [one, other] = [openExportJob(world.api.parts, shared), openExportJob(world.api.parts, shared)];
  await queueExport(world.sql, { id, schoolId: small.schoolId, askedBy: admin, at: now });
  await world.sql`update api.exports set claimed_at = ${new Date(now.getTime() - 3_600_000)} where id = ${id}`;
  await rm(shared, { recursive: true, force: true });
  for (const job of [one, other, one]) job.kick();
  await Promise.all([one.idle(), other.idle()]);
  expect((await readFile(one.pathOf(id))).subarray(0, 2).toString()).toBe('PK');
  const [made] = await exportsOf(world.sql, small.schoolId);
  expect(made?.madeAt).not.toBeNull();
  await writeFile(one.pathOf(id), 'half');
  await world.sql`update api.exports set made_at = null, claimed_at = null where id = ${id}`;
  one.kick();
  await one.idle();
  expect((await readFile(one.pathOf(id))).subarray(0, 2).toString()).toBe('PK');
  for (const job of [one, other]) job.close();
});

import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { openUploading, type Uploading } from '../../../test/oneroster/uploading.ts';
import { small } from '../../../test/small-school.ts';
import { templateOf } from '../lists/template.ts';
import { openUploadJob } from './job.ts';

let desk: Uploading;
let world: Uploading['world'];
let now = small.now;
let begun = now;

beforeAll(async () => {
  desk = await openUploading(() => now);
  ({ world } = desk);
});
afterAll(() => desk.close());
beforeEach(() => {
  begun = now;
});

const hours = (n: number) => n * 3_600_000;
const termOfRequest = hours(7 * 24);
/** The file of a class that is new each time. */
const brought = async () =>
  desk.brought(await templateOf('ru', { classes: [{ title: `8 ${randomUUID().slice(0, 4)}`, grade: '8' }] }));
/** Goes to a moment after the beginning of the test, and has the job look around. */
async function after(ms: number, job = world.api.uploads): Promise<void> {
  now = new Date(begun.getTime() + ms);
  job.kick();
  await job.idle();
  await world.signIn(desk.admin, small.head);
}
const lies = (id: string) => existsSync(world.api.uploads.pathOf(id));
const told = async (id: string) => {
  const answer = await world.send('GET', `/api/uploads/${id}`, { as: desk.admin });
  return ((await answer.json()) as { upload: { state: string; until: string } }).upload;
};
const answered = async (requestId: string, how: 'refusal' | 'withdrawal') => {
  const as = how === 'refusal' ? small.head : desk.admin;
  const body = how === 'refusal' ? { reason: 'Не тот файл' } : {};
  expect((await world.send('POST', `/api/requests/${requestId}/${how}`, { as, body })).status).toBe(200);
  await world.api.uploads.idle();
  await world.settled();
};

it('a file for which nobody has asked lies for a day', async () => {
  const id = await brought();
  await after(hours(24) - 1);
  expect([lies(id), (await told(id)).state]).toEqual([true, 'read']);
  await after(hours(24));
  expect([lies(id), (await told(id)).state]).toEqual([false, 'gone']);
});

/** A file that is asked for on a Friday comes in when somebody confirms at the end of the term. */
async function checkKept(job?: Uploading['world']['api']['uploads']): Promise<void> {
  const id = await brought();
  const { requestId } = await desk.propose(id);
  const term = new Date(now.getTime() + termOfRequest).toISOString();
  await after(termOfRequest - 1, job);
  expect(lies(id)).toBe(true);
  expect(await told(id)).toMatchObject({ state: 'waiting', until: term });
  expect(await desk.confirm(requestId)).toBe('done');
  expect([lies(id), (await told(id)).state]).toEqual([false, 'done']);
}

it('a file that waits for a second person lies as long as the request does, and goes once it is brought in', () =>
  checkKept());

it('planted fault: a job that does not see requests is found out', async () => {
  const { store } = world;
  const blind: typeof store = {
    ...store,
    readStream: async (stream, options) => (stream.startsWith('request-') ? [] : store.readStream(stream, options)),
  };
  const job = openUploadJob({ ...world.api.parts, store: blind }, desk.folder);
  await expect(checkKept(job)).rejects.toThrow('to be true');
  job.close();
});

it('it goes with the term of the request', async () => {
  const id = await brought();
  const { requestId } = await desk.propose(id);
  await after(termOfRequest);
  expect([lies(id), (await told(id)).state]).toEqual([false, 'gone']);
  expect(await desk.confirm(requestId)).toBe(409);
});

it('what a second person declined goes at once, what was withdrawn has its day', async () => {
  const declined = await brought();
  await answered((await desk.propose(declined)).requestId, 'refusal');
  expect([lies(declined), (await told(declined)).state]).toEqual([false, 'gone']);
  const withdrawn = await brought();
  await answered((await desk.propose(withdrawn)).requestId, 'withdrawal');
  expect(lies(withdrawn)).toBe(true);
  const { requestId } = await desk.propose(withdrawn);
  await after(hours(25));
  expect(lies(withdrawn)).toBe(true);
  await answered(requestId, 'withdrawal');
  expect([lies(withdrawn), (await told(withdrawn)).state]).toEqual([false, 'gone']);
});

it('what is refused as a whole goes at once', async () => {
  const id = await desk.brought(Buffer.from('no archive'));
  expect([lies(id), (await told(id)).state]).toEqual([false, 'refused']);
});

it('a file that is noted as gone, or never was noted, is not left lying', async () => {
  const [id, stray] = [await brought(), randomUUID()];
  await world.sql`update api.uploads set removed_at = ${now} where id = ${id}`;
  await writeFile(join(desk.folder, stray), 'names');
  await after(1);
  expect([lies(id), lies(stray)]).toEqual([false, false]);
});

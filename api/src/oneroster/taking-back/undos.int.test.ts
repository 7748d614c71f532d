import { randomUUID } from 'node:crypto';
import { type AnyEvent, streams } from '@peremena/events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { codeOf, openUploading, type Uploading } from '../../../test/oneroster/uploading.ts';
import { small } from '../../../test/small-school.ts';
import { type ListCells, templateOf } from '../lists/template.ts';
import { undoImport } from '../undo/undo.ts';
import { openUndoJob } from './job.ts';
import { claimUndo } from './store.ts';

let desk: Uploading;
let world: Uploading['world'];
// Each asking of the clock is later than the one before: what was asked last is told by its time.
let instant = small.now.getTime();
beforeAll(async () => {
  desk = await openUploading(() => new Date((instant += 1)));
  ({ world } = desk);
});
afterAll(() => desk.close());

interface Undo {
  readonly id: string;
  readonly state: string;
  readonly requestId: string | null;
  readonly refusal: { readonly code: string } | null;
  readonly by: { readonly id: string };
  readonly report: {
    readonly undone: number;
    readonly stays: number;
    readonly deeds: readonly { readonly type: string; readonly undone: number; readonly stays: number }[];
    readonly kept: readonly { readonly name: string; readonly code: string; readonly people: readonly string[] }[];
  } | null;
}
interface Answer {
  readonly undo: Undo | null;
  readonly newer: readonly { readonly id: string }[];
}
const whole = async (id: string, as: string = desk.admin) =>
  (await (await world.send('GET', `/api/uploads/${id}/undo`, { as })).json()) as Answer;
const ask = (id: string, as: string = desk.admin) => world.send('POST', `/api/uploads/${id}/undo`, { as, body: {} });
const looked = async (id: string) => {
  expect((await ask(id)).status).toBe(200);
  await world.api.undos.idle();
  return (await whole(id)).undo!;
};
const propose = (uploadId: string, undoId: string) =>
  desk.act({ kind: 'undo_import', personId: desk.admin, uploadId, undoId });

const pupil = (family: string, more: object = {}) => ({ class: '9В', family, given: 'Вера', number: family, ...more });
const lists = (...pupils: NonNullable<ListCells['pupils']>[number][]) =>
  templateOf('ru', { classes: [{ title: '9В', grade: '9' }], pupils });
/** Brings lists in, with both persons; gives the id of the file. */
async function cameIn(...pupils: NonNullable<ListCells['pupils']>[number][]): Promise<string> {
  const id = await desk.brought(await lists(...pupils));
  expect(await desk.confirm((await desk.propose(id)).requestId)).toBe('done');
  return id;
}
const called = async (family: string) =>
  (await world.sql<{ id: string }[]>`select person_id as id from people_v1 where family_name = ${family}`).map(
    ({ id }) => id,
  );
const upload = async (id: string) =>
  ((await (await world.send('GET', `/api/uploads/${id}`, { as: desk.admin })).json()) as { upload: object }).upload;

it('is looked at, confirmed by another, and undone as it was told; the file can come in anew', async () => {
  const id = await cameIn(pupil('Первая'), pupil('Вторая'));
  const before = await world.store.head();
  const dry = await looked(id);
  expect(dry).toMatchObject({ state: 'read', requestId: null, report: { stays: 0, kept: [] } });
  expect(dry.report?.deeds).toContainEqual(expect.objectContaining({ type: 'PersonRegistered', undone: 2, stays: 0 }));
  expect(await world.store.head()).toBe(before);
  const { requestId } = await propose(id, dry.id);
  expect(await whole(id)).toMatchObject({ undo: { state: 'waiting', requestId } });
  expect(await desk.confirm(requestId, desk.admin)).toBe(409);
  expect(await called('Первая')).toHaveLength(1);
  expect(await desk.confirm(requestId)).toBe('done');
  expect(await whole(id)).toMatchObject({ undo: { state: 'done', report: { undone: dry.report?.undone, stays: 0 } } });
  expect(await called('Первая')).toEqual([]);
  expect(await upload(id)).toMatchObject({ state: 'done', undone: { by: { id: desk.admin }, stays: 0 } });
  expect(await propose(id, dry.id)).toMatchObject({ code: 'undo_taken' });
  const again = await looked(id);
  expect(again.id).not.toBe(dry.id);
  expect(await propose(id, again.id)).toMatchObject({ code: 'undo_nothing' });
  await cameIn(pupil('Первая'), pupil('Вторая'));
  expect(await called('Первая')).toHaveLength(1);
});

/** A mark for somebody who came in: what stands on them. */
async function marked(family: string): Promise<string> {
  const [pupilId = ''] = await called(family);
  const event = {
    type: 'MarkPosted',
    data: {
      ...{ schoolId: small.schoolId, groupId: small.groupId, subjectId: small.subjectId, termId: small.termId },
      ...{ lessonId: small.wednesday, pupilId, markId: randomUUID(), value: '4', weight: '1', date: '2026-11-18' },
    },
  };
  const stream = streams.journal(small.schoolId, small.groupId, small.subjectId, small.termId);
  await world.happened(stream, [event] as unknown as AnyEvent[], small.schoolId);
  return pupilId;
}

/** Undoes an import on which a mark stands, by a job; the marked pupil stays and is told of. */
async function checkStays(family: string, undo?: typeof undoImport): Promise<void> {
  const id = await cameIn(pupil(family), pupil(`${family}вна`));
  const pupilId = await marked(family);
  const job = openUndoJob(world.api.parts, undo);
  await ask(id);
  await world.api.undos.idle();
  const { requestId } = await propose(id, (await whole(id)).undo!.id);
  await world.sql`update api.import_undos set request_id = ${requestId} where upload_id = ${id}`;
  job.kick();
  await job.idle();
  job.close();
  await world.settled();
  const { undo: told } = await whole(id, small.head);
  expect(told).toMatchObject({ state: 'done' });
  expect(told?.report?.kept).toContainEqual(
    expect.objectContaining({ code: 'undo_marks', people: [pupilId], name: `${family} Вера` }),
  );
  expect([await called(family), await called(`${family}вна`)]).toEqual([[pupilId], []]);
  expect(await upload(id)).toMatchObject({ undone: { stays: told?.report?.stays } });
}

it('what a mark stands on stays, and is named with it', () => checkStays('Отметкина'));

it('planted fault: an undoing that does not look at what came later is found out', async () => {
  const blind: typeof undoImport = (runs, options) =>
    undoImport(runs, {
      ...options,
      store: {
        ...options.store,
        readAll: async (wanted) =>
          (await options.store.readAll(wanted)).filter(({ type }) => type !== ('MarkPosted' as string)),
      },
    });
  await expect(checkStays('Слепова', blind)).rejects.toThrow();
});

it('a later import holds an earlier one: it is named, and undone first', async () => {
  const first = await cameIn(pupil('Ранняя'));
  const second = await cameIn(pupil('Ранняя', { phone: '+7 900 000-00-01' }));
  const held = await looked(first);
  expect(held.report?.kept.map(({ code }) => code)).toContain('undo_import');
  expect((await whole(first)).newer.map(({ id }) => id)).toContain(second);
  for (const id of [second, first]) {
    const { id: undoId } = await looked(id);
    expect(await desk.confirm((await propose(id, undoId)).requestId)).toBe('done');
  }
  expect(await called('Ранняя')).toEqual([]);
  expect((await whole(first)).newer.map(({ id }) => id)).not.toContain(second);
});

it('killed in the middle it goes on, and one process is at it', async () => {
  const id = await cameIn(pupil('Прерванная'), pupil('Оборванная'));
  const dry = await looked(id);
  const { requestId } = await propose(id, dry.id);
  await world.sql`update api.import_undos set request_id = ${requestId} where id = ${dry.id}`;
  let left = 1;
  const commands: Uploading['world']['api']['commands'] = (request) => {
    if (left-- > 0) return world.api.commands(request);
    throw new Error('killed');
  };
  const dying = openUndoJob({ ...world.api.parts, commands });
  dying.kick();
  await dying.idle();
  dying.close();
  expect(await whole(id)).toMatchObject({ undo: { state: 'running' } });
  expect(await codeOf(await ask(id))).toBe('undo_taken');
  const later = new Date(instant);
  const claimed = await Promise.all([claimUndo(world.sql, later), claimUndo(world.sql, later)]);
  expect(claimed.filter((one) => one?.id === dry.id)).toHaveLength(1);
  await world.sql`update api.import_undos set claimed_at = null where id = ${dry.id}`;
  world.api.undos.kick();
  await world.api.undos.idle();
  await world.settled();
  expect(await whole(id)).toMatchObject({ undo: { state: 'done', report: { undone: dry.report?.undone, stays: 0 } } });
  expect([await called('Прерванная'), await called('Оборванная')]).toEqual([[], []]);
});

it('what was given up half way can be undone too, and runs that were cut off do not hold one another', async () => {
  const id = await desk.brought(await lists(pupil('Полпути'), pupil('Полдела')));
  const { requestId } = await desk.propose(id);
  expect(await desk.confirm(requestId)).toBe('done');
  // A second run of the same file, as after a cut: both are its own.
  await world.sql`update api.uploads set ended_at = null where id = ${id}`;
  world.api.uploads.kick();
  await world.api.uploads.idle();
  await world.sql`update api.uploads set refusal = 'upload_failed', ended_at = null where id = ${id}`;
  const dry = await looked(id);
  expect(dry).toMatchObject({ state: 'read', report: { stays: 0 } });
  expect(await desk.confirm((await propose(id, dry.id)).requestId)).toBe('done');
  expect(await called('Полпути')).toEqual([]);
});

it('is asked for by admins, read by the head as well, and by nobody else', async () => {
  const id = await cameIn(pupil('Чужая'));
  const undo = await looked(id);
  expect((await ask(id, small.head)).status).toBe(403);
  expect((await ask(id, small.teacher)).status).toBe(403);
  expect((await world.send('GET', `/api/uploads/${id}/undo`, { as: small.teacher })).status).toBe(403);
  expect((await world.send('GET', `/api/uploads/${id}`, { as: small.head })).status).toBe(200);
  expect((await world.send('DELETE', `/api/uploads/${id}`, { as: small.head })).status).toBe(403);
  expect(await propose(id, randomUUID())).toMatchObject({ code: 'undo_gone' });
  await world.sql`update api.import_undos set report = null, claimed_at = ${new Date(instant)} where id = ${undo.id}`;
  expect(await propose(id, undo.id)).toMatchObject({ code: 'undo_unread' });
  await world.sql`update api.import_undos set claimed_at = null, tries = 5 where id = ${undo.id}`;
  world.api.undos.kick();
  await world.api.undos.idle();
  expect(await whole(id)).toMatchObject({ undo: { state: 'refused', refusal: { code: 'undo_failed' } } });
  expect(await propose(id, undo.id)).toMatchObject({ code: 'undo_refused' });
  expect(await looked(id)).toMatchObject({ state: 'read' });
  const unread = await desk.brought(await lists(pupil('Невнесённая')));
  expect(await codeOf(await ask(unread))).toBe('undo_not_come');
});

import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type AnyEvent, type PersonId, type SchoolId, secondFactorDefault, streams } from '@peremena/events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fixture } from '../../../test/oneroster/fixture.ts';
import { makeZip } from '../../../test/oneroster/make-zip.ts';
import { codeOf, openUploading, type Sending, type Uploading } from '../../../test/oneroster/uploading.ts';
import { small } from '../../../test/small-school.ts';
import { sheetOf, workbook } from '../../../test/workbook.ts';
import { type ListCells, templateOf } from '../lists/template.ts';
import { hashOf, openUploadJob } from './job.ts';
import { claimUpload, findUpload } from './store.ts';

let desk: Uploading;
let world: Uploading['world'];
const { now } = small;
let [folder, school] = ['', ''];
let admin: Uploading['admin'];

beforeAll(async () => {
  desk = await openUploading();
  ({ world, folder, school, admin } = desk);
});
afterAll(() => desk.close());

const sent = (bytes: Uint8Array, sending?: Sending) => desk.sent(bytes, sending);
const brought = (bytes: Uint8Array, sending?: Sending) => desk.brought(bytes, sending);
const propose = (uploadId: string, more: object = {}) => desk.propose(uploadId, more);
const confirm = (requestId: string, as?: string) => desk.confirm(requestId, as);
interface Whole {
  readonly upload: { readonly state: string; readonly kind: string; readonly sha256: string; readonly mine: boolean };
  readonly refusal: {
    readonly code: string;
    readonly text: string;
    readonly file: string;
    readonly line: number | null;
    readonly column: string | null;
    readonly byte: number | null;
  } | null;
  readonly report: {
    readonly added: number;
    readonly changed: number;
    readonly refused: number;
    readonly byFile: object;
    readonly lines: readonly { readonly kind: string; readonly column: string | null; readonly text: string }[];
  } | null;
  readonly dry: boolean;
  readonly importId: string | null;
  readonly earlierImportIds: readonly string[];
}
const whole = async (id: string, as: string = admin) =>
  (await (await world.send('GET', `/api/uploads/${id}`, { as })).json()) as Whole;
/** The bundle of a village, its users told otherwise where wanted; null: not at all. */
const village = (users?: Buffer | null) =>
  makeZip(
    readdirSync(fixture('village-1.1')).flatMap((name) => {
      const content = readFileSync(join(fixture('village-1.1'), name));
      if (name !== 'users.csv' || users === undefined) return [{ name, content }];
      return users === null ? [] : [{ name, content: users }];
    }),
  );
const lists = (rows: ListCells) => templateOf('ru', rows);
const pupil = (family: string) => ({ class: '8А', family, given: 'Вера', birthDate: '2012-03-04', number: family });
const someLists = (family: string) => lists({ classes: [{ title: '8А', grade: '8' }], pupils: [pupil(family)] });
const counts = ({ report }: Whole) => report && [report.added, report.changed, report.refused];

it('a bundle is looked through, confirmed by another, and the real run is what the dry one told', async () => {
  const id = await brought(village());
  const dry = await whole(id);
  expect(dry).toMatchObject({
    dry: true,
    refusal: null,
    importId: null,
    upload: { state: 'read', kind: 'oneroster', mine: true },
  });
  expect(dry.report?.added).toBeGreaterThan(5);
  const head = await world.store.head();
  const { requestId } = await propose(id, { sha256: dry.upload.sha256 });
  expect(await whole(id)).toMatchObject({ upload: { state: 'waiting' } });
  expect(await confirm(requestId, admin)).toBe(409);
  expect((await world.store.head()) - head).toBe(1n);
  expect(await confirm(requestId)).toBe('done');
  const real = await whole(id);
  expect(real).toMatchObject({ dry: false, upload: { state: 'done' }, earlierImportIds: [] });
  expect(counts(real)).toEqual(counts(dry));
  expect(real.report?.byFile).toEqual(dry.report?.byFile);
  expect(await world.sql`select 1 from api.imports where id = ${real.importId} and ended_at is not null`).toHaveLength(
    1,
  );
  const [{ made } = { made: null }] = await world.sql<
    { made: number }[]
  >`select count(*)::int as made from api.credentials`;
  expect(made).toBe(3);
  expect((await propose(id)).code).toBe('upload_taken');
  expect(await codeOf(await world.send('DELETE', `/api/uploads/${id}`, { as: admin }))).toBe('upload_taken');
  expect(existsSync(world.api.uploads.pathOf(id))).toBe(false);
});

it('a workbook of lists is told apart and told in its own words', async () => {
  const id = await brought(await someLists('Орлова'), { name: 'списки.xlsx' });
  const dry = await whole(id);
  expect(dry).toMatchObject({ upload: { state: 'read', kind: 'lists' } });
  expect(dry.report?.lines.map(({ text }) => text)).toContain('Новый человек.');
  expect(await confirm((await propose(id)).requestId)).toBe('done');
  expect(counts(await whole(id))).toEqual(counts(dry));
  const template = await world.send('GET', `${school}/lists-template`, { as: admin });
  expect(template.headers.get('content-disposition')).toMatch(/^attachment; .*xlsx/);
});

it('what cannot be trusted is refused in words, and nothing is brought in', async () => {
  const users = readFileSync(join(fixture('village-1.1'), 'users.csv'));
  const bomb = Buffer.concat([users, Buffer.alloc(40_000_000, '\n')]);
  const stories: readonly (readonly [Uint8Array, string])[] = [
    [Buffer.from('no archive'), 'not_a_bundle'],
    [Buffer.alloc(0), 'file_empty'],
    [village().subarray(0, 400), 'zip_broken'],
    [village(bomb), 'too_dense'],
    [village(null), 'file_missing'],
  ];
  for (const [bytes, code] of stories) {
    const id = await brought(bytes);
    const { refusal, upload } = await whole(id);
    expect([refusal?.code, upload.state]).toEqual([code, 'refused']);
    expect(refusal?.text).toMatch(/[а-я]/);
    expect((await propose(id)).code).toBe('upload_refused');
    expect((await world.send('DELETE', `/api/uploads/${id}`, { as: admin })).status).toBe(204);
  }
  expect(await codeOf(await sent(Buffer.from('{}'), { type: 'application/json' }))).toBe('upload_media');
  expect(await codeOf(await sent(Buffer.alloc(64 * 1024 * 1024 + 1)))).toBe('upload_too_large');
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
});

const users = readFileSync(join(fixture('village-1.1'), 'users.csv'));
const lineAfter = users.toString().trimEnd().split('\n').length + 1;
const encrypted = { name: `\u202e\0${'x'.repeat(300)}.csv`, content: 'a', encrypted: true };
const inFormula = sheetOf([
  ['Класс', 'Фамилия', 'Имя', 'Отчество'],
  ['6А', 'Котов', 'Пётр', 1],
]).replace('<v>1</v>', '<f>COUNTA(A:A)</f><v>1</v>');

it.each<[what: string, bytes: Uint8Array, at: object]>([
  [
    'a quote that does not close: file and line',
    village(Buffer.concat([users, Buffer.from('u-99,"active')])),
    { code: 'csv_broken', file: 'users.csv', line: lineAfter, column: null, byte: null },
  ],
  [
    'a letter of another alphabet: the byte as well',
    village(Buffer.concat([users, Buffer.from([0xff, 0x0a])])),
    { code: 'not_utf8', file: 'users.csv', line: lineAfter, byte: users.length },
  ],
  [
    'a column that is not there: the column',
    village(Buffer.from('sourcedId,status\n')),
    { code: 'column_missing', file: 'users.csv', line: 1, column: 'givenName' },
  ],
  [
    'a formula in a workbook of lists: sheet and cell',
    workbook({ Ученики: inFormula }),
    { code: 'lists_formulas', file: 'Ученики', column: 'D2' },
  ],
  [
    'a needed column of lists: as the workbook calls it',
    workbook({
      Ученики: sheetOf([
        ['Класс', 'Фамилия'],
        ['6А', 'Котов'],
      ]),
    }),
    { code: 'column_missing', file: 'Ученики', line: 1, column: 'Имя' },
  ],
  [
    'a name that would break what shows it: without what is harmful, and cut',
    makeZip([encrypted]),
    { code: 'zip_encrypted', file: `${'x'.repeat(99)}…`, line: null, column: null },
  ],
  [
    'no archive at all: the file as it was uploaded',
    Buffer.from('no archive'),
    { code: 'not_a_bundle', file: 'Н.zip' },
  ],
])('%s', async (_, bytes, at) => {
  const id = await brought(bytes, { name: 'Н.zip' });
  const { refusal } = await whole(id);
  expect(refusal).toMatchObject(at);
  const list = (await (await world.send('GET', `${school}/uploads`, { as: admin })).json()) as {
    readonly uploads: readonly { readonly id: string; readonly refusal: object | null }[];
  };
  expect(list.uploads.find((one) => one.id === id)?.refusal).toEqual(refusal);
  expect((await world.send('DELETE', `/api/uploads/${id}`, { as: admin })).status).toBe(204);
});

it('a bundle of two schools is refused as a whole', async () => {
  const head = await world.store.head();
  const town = makeZip(
    readdirSync(fixture('town-1.2')).map((name) => ({ name, content: readFileSync(join(fixture('town-1.2'), name)) })),
  );
  const { refusal } = await whole(await brought(town));
  expect(refusal?.code).toBe('not_one_school');
  expect(await world.store.head()).toBe(head);
});

it('a bundle for a school that another bundle made is refused, in words that fit a browser', async () => {
  const schoolId = randomUUID() as string as SchoolId;
  const theirs = randomUUID() as string as PersonId;
  const opened = { schoolId, title: 'Чужая', timeZone: 'Europe/Moscow', scale: 'five', source: 'oneroster:s-1' };
  const rule = { schoolId, before: secondFactorDefault, after: { required: false, from: null } };
  const post = { schoolId, personId: theirs, post: 'admin', from: '2026-09-01', to: null, source: null };
  for (const [stream, type, data] of [
    [streams.school(schoolId), 'SchoolOpened', opened],
    [streams.school(schoolId), 'SecondFactorRuleSet', rule],
    [streams.staff(schoolId, theirs), 'PostTaken', post],
  ] as const)
    await world.happened(stream, [{ type, data }] as unknown as AnyEvent[], schoolId);
  await world.settled();
  await world.signIn(theirs);
  const { refusal } = await whole(await brought(village(), { as: theirs, to: `/api/schools/${schoolId}` }), theirs);
  expect(refusal?.code).toBe('school_of_source');
  expect(refusal?.text).not.toContain('--');
});

it('an old alphabet is not guessed: it is refused in words that fit a browser, and read when it is said', async () => {
  // A last row in Windows-1251: Юля.
  const users = readFileSync(join(fixture('village-1.1'), 'users.csv'));
  const foreign = Buffer.concat([users, Buffer.from([0xde, 0xeb, 0xff, 0x0a])]);
  const { refusal } = await whole(await brought(village(foreign)));
  expect(refusal?.code).toBe('not_utf8');
  expect(refusal?.text).not.toContain('--');
  const said = await whole(await brought(village(foreign), { encoding: 'windows-1251' }));
  expect(said).toMatchObject({ refusal: null, upload: { state: 'read' } });
  expect((await sent(village(), { encoding: 'koi8-r' })).status).toBe(422);
});

it('sent again under one command it is one file; under another name or with other bytes it is refused', async () => {
  const key = randomUUID();
  const bytes = await someLists('Дважды');
  const ids = [await brought(bytes, { key }), await brought(bytes, { key })];
  expect(ids[0]).toBe(ids[1]);
  expect(await codeOf(await sent(Buffer.from('other'), { key }))).toBe('command_reused');
  expect(await hashOf(world.api.uploads.pathOf(ids[0]!))).toBe((await whole(ids[0]!)).upload.sha256);
});

it('it is for admins of the school alone, and who uploaded it removes it', async () => {
  expect((await sent(village(), { as: small.teacher })).status).toBe(403);
  expect((await sent(village(), { to: `/api/schools/${randomUUID()}` })).status).toBe(404);
  const id = await brought(await someLists('Чужая'));
  expect((await world.send('GET', `/api/uploads/${id}`, { as: small.teacher })).status).toBe(403);
  await world.sql`update api.uploads set school_id = ${randomUUID()} where id = ${id}`;
  expect((await world.send('GET', `/api/uploads/${id}`, { as: admin })).status).toBe(404);
  expect((await propose(id)).code).toBe('upload_gone');
  await world.sql`update api.uploads set school_id = ${small.schoolId}, uploaded_by = ${randomUUID()} where id = ${id}`;
  expect(await codeOf(await world.send('DELETE', `/api/uploads/${id}`, { as: admin }))).toBe('upload_of_another');
  await world.sql`update api.uploads set uploaded_by = ${admin} where id = ${id}`;
  expect((await world.send('DELETE', `/api/uploads/${id}`, { as: admin })).status).toBe(204);
  expect(existsSync(world.api.uploads.pathOf(id))).toBe(false);
  expect((await propose(id)).code).toBe('upload_gone');
});

/** Whether a file that was changed after it was looked through is brought in by a job. */
async function checkChanged(family: string, hash?: typeof hashOf): Promise<void> {
  const id = await brought(await someLists(family));
  const { upload } = await whole(id);
  expect((await propose(id, { sha256: '0'.repeat(64) })).code).toBe('upload_changed');
  const { requestId } = await propose(id, { sha256: upload.sha256 });
  await writeFile(world.api.uploads.pathOf(id), await someLists(`${family}вна`));
  const job = openUploadJob(world.api.parts, folder, hash);
  await world.sql`update api.uploads set request_id = ${requestId}, queued_at = ${now} where id = ${id}`;
  job.kick();
  await job.idle();
  job.close();
  expect(await whole(id)).toMatchObject({ refusal: { code: 'upload_changed' }, importId: null });
}

it('a file that is another than the one looked through is not brought in', () => checkChanged('Подмена'));

it('planted fault: a job that does not look at the hash is found out', async () => {
  const believing = async (path: string) => (await findUpload(world.sql, path.slice(-36)))?.sha256 ?? null;
  await expect(checkChanged('Вера', believing)).rejects.toThrow('to match object');
});

it('killed in the middle it goes on, and every run can be told', async () => {
  const id = await brought(await someLists('Середина'));
  const dry = await whole(id);
  const { requestId } = await propose(id);
  await world.sql`update api.uploads set request_id = ${requestId}, queued_at = ${now} where id = ${id}`;
  let left = 1;
  const commands: Uploading['world']['api']['commands'] = (request) => {
    if (left-- > 0) return world.api.commands(request);
    throw new Error('killed');
  };
  const dying = openUploadJob({ ...world.api.parts, commands }, folder);
  dying.kick();
  await dying.idle();
  dying.close();
  expect(await whole(id)).toMatchObject({ upload: { state: 'running' }, dry: true });
  await world.sql`update api.uploads set claimed_at = ${new Date(now.getTime() - 3_600_000)} where id = ${id}`;
  world.api.uploads.kick();
  await world.api.uploads.idle();
  const done = await whole(id);
  expect(done).toMatchObject({ upload: { state: 'done' }, dry: false });
  expect(done.earlierImportIds).toHaveLength(1);
  // The first run made the class or the person, and this one the rest.
  const { added = 0, changed = 0 } = done.report ?? {};
  expect(added + changed).toBeGreaterThan(0);
  expect(added).toBeLessThan(dry.report?.added ?? 0);
  const again = await whole(await brought(await someLists('Середина')));
  expect(counts(again)).toEqual([0, 0, 0]);
});

it('one process is at a file, and a file that ends each of them is given up', async () => {
  const id = await brought(await someLists('Упорная'));
  await world.sql`update api.uploads set report = null, tries = 5 where id = ${id}`;
  const claimed = await Promise.all([claimUpload(world.sql, now), claimUpload(world.sql, now)]);
  expect(claimed.filter((one) => one?.id === id)).toHaveLength(1);
  await world.sql`update api.uploads set claimed_at = null, tries = 5 where id = ${id}`;
  world.api.uploads.kick();
  await world.api.uploads.idle();
  expect(await whole(id)).toMatchObject({ refusal: { code: 'upload_failed' } });
});

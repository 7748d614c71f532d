import { expect, test } from 'vitest';
import { bundleOf } from '../../../test/oneroster/bundle-of.ts';
import { BundleRefused } from '../finding.ts';
import { decoded } from './decode.ts';
import type { FileName } from './files.ts';
import { limits } from './limits.ts';
import { Told } from '../shelf/found.ts';
import { Shelf } from '../shelf/shelf.ts';
import { readTable } from './table.ts';

/** What is read of one file, as lists. */
async function read(name: FileName, content: string | Uint8Array, piece?: number) {
  const shelf = new Shelf();
  const text = decoded('x.csv', bundleOf({ 'x.csv': content }, piece).open('x.csv'));
  const { rows } = await readTable(name, 'x.csv', text, { ...limits, rowLength: 2_000 }, shelf);
  return {
    rows: Array.from(rows, ({ n: _, ...row }) => row),
    refused: [...new Told(shelf, ['unread'])],
    notes: [...new Told(shelf, ['note'])],
  };
}

const refusal = async (promise: Promise<unknown>) => {
  const error = await promise.then(
    () => new Error('was read'),
    (thrown: unknown) => thrown,
  );
  return error instanceof BundleRefused ? error.finding : error;
};

test('columns come in any order and case, with stray spaces', async () => {
  const { rows } = await read('orgs', ' NAME ,Sourced_Id,"Parent SourcedId"\nSchool, a-1 ,d\n');
  expect(rows).toEqual([{ file: 'x.csv', line: 2, cells: { name: 'School', sourcedId: 'a-1', parentSourcedId: 'd' } }]);
});

test('cells are parted by comma, semicolon or tab, lines by either end, in UTF-8 or UTF-16', async () => {
  const expected = { sourcedId: 'a', name: 'Школа, первая' };
  for (const content of [
    'sourcedId,name\r\na,"Школа, первая"\r\n',
    'sourcedId;name\na;Школа, первая',
    '\ufeffsourcedId\tname\ra\tШкола, первая\r',
    Buffer.from('\ufeffsourcedId\tname\r\na\tШкола, первая\r\n', 'utf16le'),
  ]) {
    for (const piece of [3, 4096]) expect((await read('orgs', content, piece)).rows[0]?.cells).toEqual(expected);
  }
});

test('an old alphabet is read where somebody says which; UTF-16 is known without its mark', async () => {
  const windows1251 = Buffer.from([...Buffer.from('sourcedId;name\na;'), 0xd8, 0xea, 0xee, 0xeb, 0xe0, 0x0a]);
  const decode = (content: Uint8Array) =>
    decoded('x.csv', bundleOf({ 'x.csv': content }, 5).open('x.csv'), 'windows-1251');
  for (const content of [
    windows1251,
    Buffer.from('sourcedId;name\na;Школа', 'utf16le'),
    Buffer.from('sourcedId;name\na;Школа', 'utf16le').swap16(),
  ]) {
    const { rows } = await readTable('orgs', 'x.csv', decode(content), limits, new Shelf());
    expect([...rows][0]?.cells).toEqual({ sourcedId: 'a', name: 'Школа' });
  }
});

test('unknown and missing optional columns are noted, those of the standard that are not used are not', async () => {
  const { notes, rows } = await read('courses', 'title,sourcedId,subjectCodes,Кабинет,metadata.note\nArt,a,1,2,3\n');
  expect(rows[0]?.cells).toEqual({ sourcedId: 'a', title: 'Art' });
  expect(notes).toEqual([
    { file: 'x.csv', line: 1, column: 'Кабинет', code: 'column_unknown' },
    { file: 'x.csv', line: 1, column: 'status', code: 'column_absent' },
  ]);
});

test('a password column is not read into memory', async () => {
  const { rows } = await read('users', 'sourcedId,givenName,familyName,password\n1,A,B,canary\n');
  expect(JSON.stringify(rows)).not.toContain('canary');
});

test('lines are counted through quoted line ends, blank lines and a repeated header', async () => {
  const { rows, refused, notes } = await read(
    'courses',
    'sourcedId,title,status\n\na,"two\nlines",\nsourcedId,title,status\n\nb,,\nc,C,\n',
  );
  expect(rows.map(({ line, cells }) => [line, cells.sourcedId])).toEqual([
    [3, 'a'],
    [8, 'c'],
  ]);
  expect(refused).toEqual([{ file: 'x.csv', line: 7, column: 'title', code: 'cell_missing' }]);
  expect(notes).toEqual([{ file: 'x.csv', line: 5, column: null, code: 'header_again' }]);
});

test('a row with more cells than columns is refused, a shorter one is read', async () => {
  const { rows, refused } = await read('courses', 'sourcedId,title,status\na,A\nb,B,active,shifted\nc,C,active,\n');
  expect(rows.map(({ cells }) => cells.sourcedId)).toEqual(['a', 'c']);
  expect(refused).toEqual([{ file: 'x.csv', line: 3, column: null, code: 'cells_many' }]);
});

test('a quote inside a cell is text', async () => {
  expect((await read('courses', 'sourcedId,title\na,Club "Owl" 5"\n')).rows[0]?.cells.title).toBe('Club "Owl" 5"');
});

test('what cannot be trusted as a whole is refused with its place', async () => {
  expect(await refusal(read('courses', 'sourcedId,name\na,A\n'))).toMatchObject({
    code: 'column_missing',
    column: 'title',
  });
  expect(await refusal(read('courses', ''))).toMatchObject({ code: 'column_missing', column: 'sourcedId' });
  expect(await refusal(read('courses', 'sourcedId,title,Title\na,A,B\n'))).toMatchObject({
    code: 'column_twice',
    column: 'title',
  });
  expect(await refusal(read('courses', 'sourcedId,title\na,A\nb,"never closed\n'))).toMatchObject({
    code: 'csv_broken',
    file: 'x.csv',
  });
  expect(await refusal(read('courses', `sourcedId,title\na,"${'x'.repeat(3_000)}"\n`))).toMatchObject({
    code: 'record_long',
  });
  const windows1251 = Buffer.concat([Buffer.from('sourcedId,title\na,A\nb,'), Buffer.from([0xd8, 0xea, 0xee, 0x0a])]);
  // The first half of a letter of two bytes, and what follows is no second half.
  for (const piece of [1, 3, 19, 4096])
    expect(await refusal(read('courses', windows1251, piece))).toMatchObject({ code: 'not_utf8', line: 3, byte: 23 });
  expect(
    await refusal(read('courses', Buffer.concat([Buffer.from('sourcedId,title\na,'), Buffer.from([0xd0])]))),
  ).toMatchObject({
    code: 'not_utf8',
  });
});

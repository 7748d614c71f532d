import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeZip } from '../../../test/oneroster/make-zip.ts';
import { codeOf, openUploading, type Uploading } from '../../../test/oneroster/uploading.ts';
import { small } from '../../../test/small-school.ts';
import { type ListCells, templateOf } from '../lists/template.ts';

let desk: Uploading;
let world: Uploading['world'];
beforeAll(async () => {
  desk = await openUploading();
  ({ world } = desk);
});
afterAll(() => desk.close());

interface Whole {
  readonly upload: { readonly state: string; readonly sha256: string };
  readonly report: { readonly added: number; readonly changed: number; readonly refused: number } | null;
  readonly proposals: readonly {
    readonly file: string;
    readonly line: number;
    readonly decided: string | null;
    readonly candidates: readonly {
      readonly is: string;
      readonly person: { readonly id: string; readonly short: string; readonly classes: readonly string[] } | null;
      readonly row: { readonly file: string; readonly line: number } | null;
    }[];
  }[];
}
const whole = async (id: string, as: string = desk.admin) =>
  (await (await world.send('GET', `/api/uploads/${id}`, { as })).json()) as Whole;
const brought = async (rows: ListCells) => desk.brought(await templateOf('ru', rows));
const decide = async (id: string, is: string, { line = 2, as = desk.admin, file = 'Ученики' } = {}) => {
  const body = { decisions: [{ file, line, is }] };
  const answer = await world.send('PUT', `/api/uploads/${id}/decisions`, { as, body });
  await world.api.uploads.idle();
  return answer.status === 200 ? 'decided' : codeOf(answer);
};
const peopleIn = async () => {
  const events = await world.store.readAll({ limit: 5_000 });
  return events.filter(({ type }) => type === 'PersonRegistered').length;
};
const annaAsShown = {
  ...{ id: small.anna, short: 'Соколова А. И.', classes: ['7Б'] },
  ...{ staff: false, here: true, sameBirth: null },
};
const named = (birthDate: string) => ({ class: '7Б', family: 'Соколова', given: 'Анна', birthDate });

it('whom a row may be is told by name and class, a person says it, and the run keeps to it', async () => {
  const id = await brought({ pupils: [named('03.05.2013')] });
  const asked = await whole(id);
  expect(asked.report).toMatchObject({ added: 0, changed: 0, refused: 1 });
  expect(asked.proposals).toEqual([
    {
      ...{ file: 'Ученики', line: 2, decided: null, twice: false, classes: ['7Б'], pupil: true },
      candidates: [{ is: small.anna, person: annaAsShown, row: null }],
    },
  ]);
  expect((await whole(id, small.head)).proposals).toEqual(asked.proposals);
  expect(await decide(id, small.boris)).toBe('decision_gone');
  expect(await decide(id, small.anna, { line: 3 })).toBe('decision_gone');
  expect(await decide(id, small.anna, { as: small.head })).toBe('forbidden');

  expect(await decide(id, 'other')).toBe('decided');
  expect((await whole(id)).report).toMatchObject({ refused: 0 });
  expect(await decide(id, small.anna)).toBe('decided');
  const decided = await whole(id);
  expect(decided.proposals).toMatchObject([{ line: 2, decided: small.anna }]);
  expect(decided.report).toMatchObject({ added: 0, refused: 0 });
  expect(decided.upload.sha256).not.toBe(asked.upload.sha256);

  // Confirmed is what was decided: what a request says of the file before the decision is another.
  expect((await desk.propose(id, { sha256: asked.upload.sha256 })).code).toBe('upload_changed');
  const before = await peopleIn();
  const { requestId } = await desk.propose(id, { sha256: decided.upload.sha256 });
  expect(await decide(id, 'other')).toBe('upload_waits');
  expect(await desk.confirm(requestId)).toBe('done');
  expect(await peopleIn()).toBe(before);
  expect((await whole(id)).upload.state).toBe('done');
  expect(await decide(id, 'other')).toBe('upload_taken');
});

it('somebody of the workbook is told by row; namesakes are one person only where a person says so', async () => {
  const guardian = { childClass: '7Б', childFamily: 'Соколова', childGiven: 'Анна', relation: 'мать' };
  const rows = {
    staff: [{ family: 'Зимина', given: 'Алла', phone: '+7 900 000-00-01' }],
    guardians: [{ ...guardian, family: 'Зимина', given: 'Алла', phone: '+7 900 000-00-02' }],
  };
  const before = await peopleIn();
  const id = await brought(rows);
  const { proposals } = await whole(id);
  expect(proposals).toMatchObject([
    { file: 'Представители', line: 2, candidates: [{ person: null, row: { file: 'Сотрудники', line: 2 } }] },
  ]);
  expect(await decide(id, proposals[0]!.candidates[0]!.is, { file: 'Представители' })).toBe('decided');
  const { upload, report } = await whole(id);
  expect(report).toMatchObject({ refused: 0 });
  expect(await desk.confirm((await desk.propose(id, { sha256: upload.sha256 })).requestId)).toBe('done');
  expect(await peopleIn()).toBe(before + 1);
});

it('who was chosen and is no longer one of those it may be is asked about anew', async () => {
  const id = await brought({ pupils: [named('04.06.2014')] });
  await world.sql`update api.uploads set decisions = ${world.sql.json({ 'Ученики:2': small.boris })}, report = null where id = ${id}`;
  world.api.uploads.kick();
  await world.api.uploads.idle();
  const found = await whole(id);
  expect(found.proposals).toMatchObject([{ line: 2, decided: null, candidates: [{ is: small.anna }] }]);
  expect(found.report).toMatchObject({ refused: 1 });
});

it('people of a bundle who may be here are asked about the same way, and are found by their id from then on', async () => {
  const content = {
    'orgs.csv': 'sourcedId,name,type\ns,Школа,school\n',
    'users.csv': [
      'sourcedId,familyName,givenName,role,email',
      'kravtsova@old.example,Кравцова,Елена,teacher,e.kravtsova@school.example',
      'v,Васильев,Борис,student,\n',
    ].join('\n'),
  };
  const zip = makeZip(Object.entries(content).map(([name, text]) => ({ name, content: text })));
  const id = await desk.brought(zip);
  const asked = await whole(id);
  expect(asked.report).toMatchObject({ added: 0, changed: 0, refused: 2 });
  expect(asked.proposals).toMatchObject([
    { line: 2, classes: [], pupil: false, candidates: [{ is: small.teacher, person: { staff: true, classes: [] } }] },
    { line: 3, pupil: true, candidates: [{ is: small.boris, person: { classes: ['7Б'] } }] },
  ]);
  // What lies with the file holds neither names nor the ids of the other system, which may be somebody's address.
  const [kept] = await world.sql`select proposals::text as text from api.uploads where id = ${id}`;
  expect(kept?.['text']).not.toMatch(/Кравцова|Елена|old\.example/);
  const before = await peopleIn();
  const users = { file: 'users.csv' };
  expect(await decide(id, small.anna, users)).toBe('decision_gone');
  expect(await decide(id, small.teacher, users)).toBe('decided');
  expect(await decide(id, 'other', { ...users, line: 3 })).toBe('decided');
  const { upload, report } = await whole(id);
  expect(report).toMatchObject({ added: 1, changed: 1, refused: 0 });
  expect(await desk.confirm((await desk.propose(id, { sha256: upload.sha256 })).requestId)).toBe('done');
  expect(await peopleIn()).toBe(before + 1);
  const again = await whole(await desk.brought(zip));
  expect(again).toMatchObject({ proposals: [], report: { added: 0, changed: 0, refused: 0 } });
});

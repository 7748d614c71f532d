import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundSchool, type School } from '../../test/school.ts';
import { openWorld, type World } from '../../test/world.ts';

let world: World;
let school: School;
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z') });
  school = await foundSchool(world, 'канарейка-17');
  await world.settled();
  await world.signIn(...Object.values(school.person));
});
afterAll(() => world.close());

type Person = keyof School['person'];
interface Seen {
  readonly places: readonly {
    readonly signers: readonly { readonly id: string }[];
    readonly consents: readonly {
      readonly standing: string;
      readonly answers: readonly {
        readonly event: string;
        readonly by: string;
        readonly answer: string;
        readonly paper: {
          readonly signedOn: string;
          readonly place: string | null;
          readonly notedBy: string | null;
        } | null;
      }[];
    }[];
  }[];
}
const page = async (as: Person) => {
  await world.settled();
  const answer = await world.send('GET', `/api/consents/${school.person.pupil}`, { as: school.person[as] });
  return ((await answer.json()) as Seen).places[0];
};
const photo = async (as: Person) => (await page(as))?.consents[0];
const papers = () => `/api/consents/${school.person.pupil}/papers`;
const paper = (more: object = {}) => ({
  schoolId: school.id,
  kind: 'photo',
  version: 1,
  personId: school.person.guardian,
  answer: 'no',
  signedOn: '2026-11-19',
  place: 'папка 7Б, лист 14',
  ...more,
});
const note = (more: object = {}, as: Person = 'admin') =>
  world.send('POST', papers(), { as: school.person[as], body: paper(more) });
const codeOf = async (answer: Response) => [answer.status, ((await answer.json()) as { code?: string }).code];

it('what was said here on that day or later is newer than a paper', async () => {
  expect(await codeOf(await note({ signedOn: '2026-08-30' }))).toEqual([409, 'paper_date']);
  expect(await codeOf(await note({ signedOn: '2026-11-21' }))).toEqual([409, 'paper_date']);
  expect(await codeOf(await note({ signedOn: '2026-09-01' }))).toEqual([409, 'paper_older']);
  expect(await codeOf(await note({ version: 2 }))).toEqual([409, 'consent_not_asked']);
});

it('only who could answer on the day of the signature has signed', async () => {
  for (const personId of [school.person.formerGuardian, school.person.limitedGuardian, school.person.tutor])
    expect(await codeOf(await note({ personId }))).toEqual([409, 'paper_not_theirs']);
  expect(await codeOf(await note({ personId: school.person.pupil }))).toEqual([409, 'consent_by_guardian']);
});

it('a paper is one more answer of who signed it: each reader sees of it what is theirs', async () => {
  expect((await note()).status).toBe(201);
  const [own, tutors, pupils] = await Promise.all((['guardian', 'tutor', 'pupil'] as const).map(photo));
  expect(own?.standing).toBe('declined');
  const told = { signedOn: '2026-11-19', place: 'папка 7Б, лист 14', notedBy: 'admin-канарейка-17 И.' };
  expect(own?.answers[0]).toMatchObject({ by: 'self', answer: 'withdrawn', paper: told });
  expect(tutors?.answers[0]?.paper).toEqual(told);
  expect(pupils?.answers[0]?.paper).toEqual({ signedOn: '2026-11-19', place: null, notedBy: null });
  expect((await page('admin'))?.signers.map(({ id }) => id)).toContain(school.person.guardian);
  for (const as of ['guardian', 'tutor', 'head'] as const) expect((await page(as))?.signers).toEqual([]);
  expect((await note()).status).toBe(201);
  expect((await photo('guardian'))?.answers).toHaveLength(2);
});

it('struck, what was said before counts again; struck twice it is not there', async () => {
  const event = (await photo('admin'))?.answers[0]?.event ?? '';
  const strike = () =>
    world.send('POST', `${papers()}/${event}/strike`, {
      as: school.person.admin,
      body: { schoolId: school.id, reason: 'не та бумага' },
    });
  expect((await strike()).status).toBe(200);
  expect(await photo('guardian')).toMatchObject({ standing: 'given', answers: [{ answer: 'given', paper: null }] });
  expect(await codeOf(await strike())).toEqual([409, 'paper_unknown']);
});

it('the family is told that it was noted and struck, and nobody what it said', async () => {
  await world.settled();
  const read = await world.send('GET', '/api/notices', { as: school.person.guardian });
  const { lines } = (await read.json()) as { lines: readonly { kind: string; steps: readonly object[] }[] };
  const steps = lines.filter(({ kind }) => kind === 'consent').flatMap((line) => line.steps);
  expect(steps).toMatchObject([
    { what: 'consent_struck', before: null, after: null },
    { what: 'consent_noted', before: null, after: 'photo' },
  ]);
  const elsewhere = await world.send('GET', '/api/notices', { as: school.person.formerGuardian });
  expect(await elsewhere.text()).not.toContain('consent_noted');
});

it('the guardian withdraws what a paper gave', async () => {
  await note({ answer: 'no' });
  await note({ answer: 'yes', signedOn: '2026-11-20' });
  expect((await photo('guardian'))?.standing).toBe('given');
  const body = { schoolId: school.id, kind: 'photo', version: 1, answer: 'no' };
  const path = `/api/consents/${school.person.pupil}`;
  expect((await world.send('POST', path, { as: school.person.guardian, body })).status).toBe(200);
  expect(await photo('guardian')).toMatchObject({
    standing: 'declined',
    answers: [{ answer: 'withdrawn', paper: null }, {}, {}, {}],
  });
  expect(await codeOf(await note({ answer: 'yes', signedOn: '2026-11-20' }))).toEqual([409, 'paper_older']);
});

it('wants the own password, the place and the office', async () => {
  expect((await note({ place: ' ' })).status).toBe(422);
  expect((await note({}, 'tutor')).status).toBe(403);
  const other = await world.send('POST', papers(), { as: school.person.head, body: paper() });
  expect(other.status).toBe(403);
});

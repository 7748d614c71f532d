import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { May } from '../access/resource.ts';
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
interface Profile {
  readonly contacts: { readonly email: string | null; readonly phone: string | null };
  readonly places: readonly {
    readonly as: string;
    readonly seen: readonly { readonly circle: string; readonly things: readonly string[] }[];
  }[];
}
const get = async <T>(as: Person, path: string, send = world.send) =>
  (await (await send('GET', path, { as: school.person[as] })).json()) as T;
const profileOf = (as: Person, send = world.send) => get<Profile>(as, '/api/profile', send);
const put = (as: Person, body: unknown) => world.send('PUT', '/api/profile/contacts', { as: school.person[as], body });

/** Somebody of each circle of a pupil's readers, and the page that shows each thing. */
const circle: Readonly<Record<string, Person>> = {
  classmates: 'classmate',
  guardians: 'guardian',
  subject_teachers: 'teacher',
  tutor: 'tutor',
  colleagues: 'otherTeacher',
  head: 'head',
  admin: 'admin',
};
const pages = (): Readonly<Record<string, string>> => ({
  diary: `/api/diary/${school.person.pupil}`,
  journal: `/api/journal/${school.own.group}`,
  guardians: `/api/guardianships/${school.person.pupil}`,
  consents: `/api/consents/${school.person.pupil}`,
  looks: `/api/looks/${school.person.pupil}`,
  account: `/api/accounts/${school.person.pupil}`,
});

/** What the profile of a pupil promises of each circle and its pages do not keep, or the other way round. */
async function untrue(send: World['send']): Promise<readonly string[]> {
  const [place] = (await profileOf('pupil', send)).places;
  const found: string[] = [];
  for (const [name, person] of Object.entries(circle))
    for (const [thing, path] of Object.entries(pages())) {
      const said = place?.seen.find((one) => one.circle === name)?.things.includes(thing) ?? false;
      const { status } = await world.send('GET', path, { as: school.person[person] });
      if (said !== (status === 200)) found.push(`${thing} to ${name}: said ${said}, is ${status}`);
    }
  return found;
}

describe('what the school shows of me', () => {
  it('is what its pages show, circle by circle', async () => {
    expect(await untrue(world.send)).toEqual([]);
  });

  it('fault: a profile that asks other rules than the pages is found out', async () => {
    const yes = (() => ({ allowed: true, grant: { role: 'pupil', fact: null } })) as unknown as May;
    expect((await untrue(world.with({ may: yes }))).length).toBeGreaterThan(10);
  });

  it('a guardian is told to tutor, head and admin with contacts, to the child without, to another guardian not at all', async () => {
    const { places } = await profileOf('guardian');
    expect(places).toMatchObject([{ as: 'guardian' }]);
    expect(Object.fromEntries((places[0]?.seen ?? []).map(({ circle: name, things }) => [name, things]))).toEqual({
      ward: ['link'],
      tutor: ['link', 'contacts'],
      head: ['link', 'contacts'],
      admin: ['link', 'contacts'],
    });
  });

  it('a teacher is named to everybody of the school, the work is told to who leads it', async () => {
    const [place] = (await profileOf('teacher')).places;
    const things = Object.fromEntries((place?.seen ?? []).map((one) => [one.circle, one.things]));
    expect(things).toEqual({
      pupils: ['name'],
      families: ['name'],
      colleagues: ['name'],
      head: ['name', 'work', 'contacts'],
      admin: ['name', 'work', 'contacts'],
    });
  });
});

describe('own contacts', () => {
  it('are set, seen by those the profile names, and taken away', async () => {
    const set = await put('guardian', { email: 'mama@example.test', phone: '+7 (912) 345-67-89' });
    expect(set.status).toBe(200);
    await world.settled();
    expect((await profileOf('guardian')).contacts).toEqual({ email: 'mama@example.test', phone: '+7 (912) 345-67-89' });
    const path = `/api/guardianships/${school.person.pupil}`;
    const seen = async (as: Person) => JSON.stringify(await get(as, path)).includes('mama@example.test');
    const told = await Promise.all((['tutor', 'head', 'admin', 'guardian'] as const).map(seen));
    expect(told).toEqual([true, true, true, true]);
    const kept = await Promise.all((['pupil', 'limitedGuardian', 'shutGuardian'] as const).map(seen));
    expect(kept).toEqual([false, false, false]);
    await put('teacher', { email: 't@example.test', phone: null });
    await world.settled();
    const member = `/api/schools/${school.id}/staff/${school.person.teacher}`;
    expect(JSON.stringify(await get('head', member))).toContain('t@example.test');
    await put('guardian', { email: null, phone: null });
    await world.settled();
    expect((await profileOf('guardian')).contacts).toEqual({ email: null, phone: null });
  });

  it('that cannot be right are refused in words, field by field', async () => {
    for (const [body, path, code] of [
      [{ email: 'mama', phone: null }, 'email', 'email_form'],
      [{ email: 'a@b', phone: null }, 'email', 'email_form'],
      [{ email: null, phone: 'позвоните' }, 'phone', 'phone_form'],
      [{ email: null, phone: '123' }, 'phone', 'phone_digits'],
    ] as const) {
      const answer = await put('guardian', body);
      const { errors } = (await answer.json()) as { errors: { path: string; code: string; message: string }[] };
      expect([answer.status, errors[0]?.path, errors[0]?.code]).toEqual([422, path, code]);
      expect(errors[0]?.message).toMatch(/[а-я]/);
    }
  });
});

import { openReadModels } from '@peremena/projections/queries';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Look, Looks } from '../../src/core/look.ts';
import { registeredRoutes } from '../../src/core/registry.ts';
import { openJournal } from '../../src/looks/journal.ts';
import { tries } from '../oracle/requests.ts';
import { foundSchool, type School } from '../school.ts';
import { openWorld, type World } from '../world.ts';
import { blind } from './stand-ins.ts';

const canary = 'канарейка-17';
let world: World;
let school: School;
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z') });
  school = await foundSchool(world, canary);
  await world.settled();
  await world.signIn(...Object.values(school.person));
});
afterAll(() => world.close());

type Person = keyof School['person'];
const staff = ['teacher', 'otherTeacher', 'tutor', 'head', 'admin'] as const;
const families = [
  'pupil',
  'classmate',
  'guardian',
  'formerGuardian',
  'limitedGuardian',
  'shutGuardian',
  'otherPupil',
] as const;
/** Pages of the staff; elsewhere the name of a teacher is what the timetable tells everybody. */
const ofStaff = /\/schools\/:schoolId\/staff/;
const questions = /\/(preview|asked)$/;

/** What was noted, and the journal that takes it down. */
function recorder(inner: Looks): { readonly looks: Looks; taken(): readonly Look[] } {
  let noted: Look[] = [];
  return {
    looks: {
      note: (look) => {
        if (inner !== blind) noted.push(look);
        return inner.note(look);
      },
    },
    taken() {
      const taken = noted;
      noted = [];
      return taken;
    },
  };
}

/** Of each route that answers a question: whose data each of the staff was shown in it, by id or by name, and that no look was noted of. */
async function unnoted(inner: Looks) {
  const missing: string[] = [];
  let shown = 0;
  const { looks, taken } = recorder(inner);
  const send = world.with({ looks });
  const routes = registeredRoutes(world.api.app).filter(
    ({ method, path, policy }) =>
      'action' in policy && path !== '/api/live' && (method === 'GET' || questions.test(path)),
  );
  for (const { method, path } of routes)
    for (const viewer of staff) {
      const request = tries[`${method} ${path}`]?.(school);
      const answer = await send(method, request?.path ?? '', { as: school.person[viewer], body: request?.body });
      const text = await answer.text();
      const noted = taken();
      if (answer.status !== 200) continue;
      for (const person of others(viewer, path)) {
        const id = school.person[person];
        if (!text.includes(id) && !text.includes(`"${person}-${canary}`)) continue;
        shown += 1;
        const told = noted.some((one) => one.person === school.person[viewer] && one.subjects.includes(id));
        if (!told) missing.push(`${method} ${path}: ${person} to ${viewer}`);
      }
    }
  return { missing, shown, routes: routes.length };
}

const others = (viewer: Person, path: string): readonly Person[] =>
  [...families, ...(ofStaff.test(path) ? staff : [])].filter((person) => person !== viewer);
const noting: Looks = { note: () => Promise.resolve() };
const get = (as: Person, path: string, send = world.send) => send('GET', path, { as: school.person[as] });
interface Read {
  readonly looks: readonly { readonly by: { readonly id: string }; readonly kind: string; readonly role: string }[];
}
const readLooks = async (as: Person, path = '/api/looks') => (await (await get(as, path)).json()) as Read;

describe('T36 whoever is shown something of another is noted', () => {
  it('over every route that answers a question', async () => {
    const { missing, shown, routes } = await unnoted(noting);
    console.log(
      `T36: ${routes} routes, ${shown} times somebody was shown to one of the staff, ${missing.length} not noted`,
    );
    expect(missing).toEqual([]);
    expect(shown).toBeGreaterThan(40);
  });

  it('fault: a journal that takes nothing down is found out', async () => {
    expect((await unnoted(blind)).missing.length).toBeGreaterThan(40);
  });

  it('as what, and what: read by whom it concerns, and by nobody else', async () => {
    const { pupil, tutor } = school.person;
    await get('tutor', `/api/diary/${pupil}`);
    const line = { by: expect.objectContaining({ id: tutor }) as object, kind: 'diary', role: 'tutor' };
    expect((await readLooks('pupil')).looks).toContainEqual(expect.objectContaining(line));
    expect((await readLooks('guardian', `/api/looks/${pupil}`)).looks).toContainEqual(expect.objectContaining(line));
    expect((await readLooks('head', `/api/schools/${school.id}/looks`)).looks).toContainEqual(
      expect.objectContaining(line),
    );
    expect((await readLooks('classmate')).looks.filter(({ kind }) => kind === 'diary')).toEqual([]);
    expect((await readLooks('formerGuardian')).looks.filter(({ kind }) => kind === 'diary')).toEqual([]);
    expect((await get('formerGuardian', `/api/looks/${pupil}`)).status).toBe(404);
    expect((await get('limitedGuardian', `/api/looks/${pupil}`)).status).toBe(403);
  });

  it('a family that looks at its own is not noted; the head who reads this list is', async () => {
    const { pupil, guardian, head } = school.person;
    for (const as of ['pupil', 'guardian'] as const) await get(as, `/api/diary/${pupil}`);
    await get('head', `/api/looks/${pupil}`);
    const { looks } = await readLooks('pupil');
    expect(looks.some(({ by }) => by.id === guardian || by.id === pupil)).toBe(false);
    expect(looks).toContainEqual(
      expect.objectContaining({ by: expect.objectContaining({ id: head }) as object, kind: 'looks' }),
    );
  });

  it('is told page by page, each look once', async () => {
    const journal = openJournal(world.sql);
    const subjects = [school.person.otherPupil];
    const about = { person: school.person.head, role: 'head', school: school.id, kind: 'diary', thing: null } as const;
    for (let hour = 0; hour < 120; hour += 1)
      await journal.note({ ...about, subjects, at: new Date(Date.UTC(2026, 10, 1, hour)).toISOString() });
    const ids: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const answer = await get('otherPupil', `/api/looks${next ? `?before=${next}` : ''}`);
      const page = (await answer.json()) as { looks: { id: string }[]; next: string | null };
      ids.push(...page.looks.map(({ id }) => id));
      next = page.next;
    }
    expect(ids.length).toBeGreaterThanOrEqual(120);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await get('otherPupil', '/api/looks?before=9999999999999999999')).status).toBe(200);
  });
});

describe('T36 what cannot be noted is not shown', () => {
  it('the journal is gone: 503 in words, with nothing of anybody', async () => {
    const nowhere = openReadModels({ url: 'postgres://nobody@127.0.0.1:1/nothing', max: 1 });
    const send = world.with({ looks: openJournal(nowhere) });
    for (const path of [`/api/diary/${school.person.pupil}`, `/api/journal/${school.own.group}`]) {
      const answer = await get('tutor', path, send);
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toBe('5');
      const text = await answer.text();
      expect(text).toContain('look_not_noted');
      expect(text).not.toContain(canary);
    }
    expect((await get('guardian', `/api/diary/${school.person.pupil}`, send)).status).toBe(200);
    await nowhere.end({ timeout: 1 });
  });
});

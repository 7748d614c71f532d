import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { May } from '../src/access/resource.ts';
import type { Parts } from '../src/core/parts.ts';
import { registeredRoutes } from '../src/core/registry.ts';
import { foundSchool, type School } from './school.ts';
import { openWorld, type World } from './world.ts';

let world: World;
let [here, there]: readonly School[] = [];
const canary = { here: 'канарейка-17', there: 'канарейка-99' };
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z') });
  here = await foundSchool(world, canary.here);
  there = await foundSchool(world, canary.there);
  await world.settled();
  await world.signIn(...Object.values(here.person));
});
afterAll(() => world.close());

const idsOf = ({ id, subject, term, own, other, person, marks }: School) => [
  ...[id, subject, term, own.klass, own.group, own.lesson, other.klass, other.group, other.lesson],
  ...[person.pupil, person.classmate, person.guardian, person.teacher, person.head, person.otherPupil],
  ...Object.values(marks),
];

/** What a person of «here» must never read, whatever ids are sent. */
// How the groups are called stands in the timetable, which is open to the school.
const otherGroup = 'Группа 9А';
const forbidden = (role: Role, { person }: School): readonly string[] => {
  const otherClass = ['Тема 9А', 'Задание 9А', otherGroup];
  const notes = (...people: readonly string[]) => people.map((one) => `заметка ${one}`);
  switch (role) {
    case 'pupil':
    case 'guardian':
      return [...otherClass, ...notes(person.classmate, person.otherPupil)];
    case 'teacher':
    case 'tutor':
      return [...otherClass, ...notes(person.otherPupil)];
    case 'formerGuardian':
    case 'formerTeacher':
      return ['Школа', 'Алгебра', 'Тема', 'Задание', 'Группа', 'заметка'].map((word) => `${word} `);
    default:
      return [];
  }
};

type Role = keyof School['person'];

/** Every reading route with ids put into each place of path and query, as these people: how many tries, and what leaked. */
async function replay(
  send: World['send'],
  roles: readonly Role[],
): Promise<{ tried: number; leaks: string[]; failures: string[] }> {
  if (!here || !there) throw new Error('no school');
  const strange = ['00000000-0000-0000-0000-000000000000', '..%2f..', "'", '%00', '__proto__'];
  const [ids, foreign] = [[...idsOf(here), ...idsOf(there), ...strange], idsOf(there)];
  const routes = registeredRoutes(world.api.app).filter(({ method, policy }) => method === 'GET' && 'action' in policy);
  const [leaks, failures]: [string[], string[]] = [[], []];
  const attempts = roles.flatMap((role) =>
    routes.flatMap(({ path }) => addresses(path, ids).map((address) => ({ role, path, address }))),
  );
  const next = attempts.values();
  const one = async (): Promise<void> => {
    for (const { role, path, address } of next) {
      const answer = await send('GET', address, { as: here?.person[role] });
      if (answer.status >= 500) failures.push(`${role} ${address}: ${answer.status}`);
      if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
        await answer.body?.cancel();
        if (foreign.some((id) => address.includes(id))) leaks.push(`${role} ${path}: a stream`);
        continue;
      }
      const text = await answer.text();
      const leaked = [canary.there, ...forbidden(role, here as School)]
        .filter((word) => !(word === otherGroup && path === '/api/schools/:schoolId/timetable'))
        .find((word) => text.includes(word));
      if (leaked) leaks.push(`${role} ${address}: ${leaked}`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, one));
  return { tried: attempts.length, leaks, failures };
}

function addresses(path: string, ids: readonly string[]): readonly string[] {
  const names = [...path.matchAll(/:(\w+)/g)].map((match) => match[0]);
  if (names.length === 0) {
    const query = { '/api/today': 'school', '/api/lessons/new': 'group', '/api/live': 'topics' }[path];
    if (!query) return [path];
    const kinds = query === 'topics' ? ['pupil:', 'group:', 'lesson:'] : [''];
    return ids.flatMap((id) => kinds.map((kind) => `${path}?${query}=${kind}${id}`));
  }
  if (names.length === 1) return ids.map((id) => path.replace(names[0] ?? '', id));
  const lessons = [here, there].flatMap((school) => (school ? [school.own.lesson, school.other.lesson] : []));
  return lessons.flatMap((lesson) => ids.map((id) => path.replace(names[0] ?? '', lesson).replace(names[1] ?? '', id)));
}

/** Things of the other school and things that are nowhere: the same words, the same headers. */
async function checkHidden(send: World['send']): Promise<void> {
  const said = async (path: string) => {
    const answer = await send('GET', path, { as: here?.person.teacher });
    const { requestId: _, ...rest } = (await answer.json()) as Record<string, unknown>;
    return { ...rest, headers: [...answer.headers.keys()] };
  };
  const absent = '6f0b8f0e-7d2b-4a53-9f0a-9c1e2d3a4b5c';
  for (const [path, id] of [
    ['/api/lessons', there?.own.lesson],
    ['/api/journal', there?.own.group],
    ['/api/diary', there?.person.pupil],
  ] as const) {
    expect(await said(`${path}/${id}`)).toEqual(await said(`${path}/${absent}`));
  }
}

describe('T30 substituted ids', () => {
  it('reach nothing that is somebody else’s', async () => {
    const { tried, leaks, failures } = await replay(world.send, [
      'pupil',
      'guardian',
      'formerGuardian',
      'teacher',
      'formerTeacher',
      'tutor',
      'head',
    ]);
    console.log(`T30: ${tried} tries, ${leaks.length} leaks, ${failures.length} failures`);
    expect([leaks, failures]).toEqual([[], []]);
    expect(tried).toBeGreaterThan(2_000);
  });

  it('T35: what is hidden answers word for word like what is not there', () => checkHidden(world.send));

  it('fault: a policy that tells a stranger «forbidden» is an oracle', async () => {
    const telling: May = (...asked) => {
      const verdict = world.api.parts.may(...asked);
      return verdict.allowed ? verdict : { allowed: false, known: true };
    };
    await expect(checkHidden(world.with({ may: telling }))).rejects.toThrow();
  });

  it('fault: facts of somebody else are caught', async () => {
    const facts: Parts['facts'] = {
      ...world.api.parts.facts,
      ofPerson: (id) => world.api.parts.facts.ofPerson(stolen(id)),
    };
    expect((await replay(world.with({ facts }), ['pupil'])).leaks.length).toBeGreaterThan(0);
  });
});

const stolen = (id: string) => (id === here?.person.pupil ? (there?.person.head ?? id) : id);

describe('T33 the second wall', () => {
  const careless: May = (actor, actingAs, action, resource, at) => {
    const verdict = world.api.parts.may(actor, actingAs, 'account.use', { kind: 'self' }, at);
    return verdict.allowed ? verdict : { allowed: false, known: Boolean(action) && Boolean(resource) };
  };
  const leaksWith = async (replaced: Partial<Parts>) => {
    const { leaks } = await replay(world.with({ may: careless, ...replaced }), ['pupil', 'teacher', 'head']);
    return leaks.filter((leak) => leak.includes(canary.there));
  };

  it('with every policy saying yes, queries still give nothing of another school', async () => {
    expect(await leaksWith({})).toEqual([]);
  });

  it('fault: a scope that opens the other school as well lets its rows through', async () => {
    const { ofPerson } = world.api.parts.facts;
    const wide: Parts['facts'] = {
      ...world.api.parts.facts,
      ofPerson: async (id) => [...(await ofPerson(id)), ...(await ofPerson(there?.person.head ?? ''))],
    };
    expect(await leaksWith({ facts: wide })).not.toEqual([]);
  });
});

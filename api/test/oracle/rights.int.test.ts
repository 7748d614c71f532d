import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { May } from '../../src/access/resource.ts';
import { may, rights } from '../../src/access/may.ts';
import { registeredRoutes } from '../../src/core/registry.ts';
import { foundSchool, type School } from '../school.ts';
import { putUpload } from '../oneroster/put-upload.ts';
import { awayProvider } from '../provider/away.ts';
import { openWorld, type World } from '../world.ts';
import { tries } from './requests.ts';
import { agrees, type Standing, verdict } from './rights.ts';
import { asked, type Asked } from './routes.ts';

let world: World;
let [here, there]: readonly School[] = [];
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z'), provider: awayProvider });
  here = await foundSchool(world, 'канарейка-17');
  there = await foundSchool(world, 'канарейка-99');
  for (const school of [here, there]) await putUpload(world, school);
  await world.settled();
  await world.signIn(...Object.values(here.person), ...Object.values(there.person));
});
afterAll(() => world.close());

type Person = keyof School['person'];
const near: Readonly<Record<Person, Standing>> = {
  pupil: 'self',
  classmate: 'classmate',
  guardian: 'guardian',
  formerGuardian: 'former guardian',
  limitedGuardian: 'guardian under order',
  shutGuardian: 'guardian shut out',
  teacher: 'subject teacher',
  formerTeacher: 'former teacher',
  otherTeacher: 'other teacher',
  tutor: 'tutor',
  head: 'head',
  admin: 'admin',
  // Of another class: knows that the school has such a lesson, and not the pupil.
  otherPupil: 'classmate',
};
const far: Readonly<Record<Person, Standing>> = {
  pupil: 'pupil of another school',
  classmate: 'pupil of another school',
  otherPupil: 'pupil of another school',
  guardian: 'guardian in another school',
  formerGuardian: 'guardian in another school',
  limitedGuardian: 'guardian in another school',
  shutGuardian: 'guardian in another school',
  teacher: 'teacher of another school',
  formerTeacher: 'teacher of another school',
  otherTeacher: 'teacher of another school',
  tutor: 'teacher of another school',
  head: 'head of another school',
  admin: 'admin of another school',
};

interface Persona {
  readonly id: string | undefined;
  readonly standing: Standing;
}
const personas = (target: School, stranger: School): readonly Persona[] => [
  { id: undefined, standing: 'nobody' },
  ...(Object.keys(near) as Person[]).flatMap((role) => [
    { id: target.person[role], standing: near[role] },
    { id: stranger.person[role], standing: far[role] },
  ]),
];

/** What does not agree with the table of rights, by route and standing; and how many answers were compared. */
async function compare(
  send: World['send'],
  routes: readonly string[],
): Promise<{ mismatches: string[]; compared: number }> {
  const mismatches: string[] = [];
  let compared = 0;
  for (const route of routes) {
    const ask = asked[route];
    const request = tries[route];
    if (!ask || !request) {
      mismatches.push(`${route} has no row`);
      continue;
    }
    const method = route.split(' ')[0] ?? '';
    for (const [target, stranger] of [
      [here, there],
      [there, here],
    ] as const) {
      if (!target || !stranger) throw new Error('no school');
      const { path, body } = request(target);
      const one = async ({ id, standing }: Persona): Promise<void> => {
        const { status, body: stream } = await send(method, path, { as: id, body });
        await stream?.cancel();
        compared += 1;
        const right = fits(ask, standing, status);
        if (!right) mismatches.push(`${route} as ${standing}: ${status}`);
      };
      const signedOut = route === 'DELETE /api/session' && target === here;
      await Promise.all(
        personas(target, stranger)
          .filter(({ standing }) => !signedOut || standing === 'nobody')
          .map(one),
      );
    }
  }
  return { mismatches, compared };
}

function fits(ask: Asked, standing: Standing, status: number): boolean {
  if (ask === 'open') return status < 400 || status === 422;
  return ask === 'secret address' ? status === 404 : agrees(verdict(standing, ask.row, ask.verb), status);
}

const registered = () => registeredRoutes(world.api.app);
const nameOf = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;

describe('T29 the table of rights over every registered route', () => {
  it('each removed policy is seen', async () => {
    for (const action of Object.keys(rights)) {
      const careless: May = (actor, actingAs, wanted, resource, at) =>
        wanted === action
          ? { allowed: true, grant: { role: 'head', fact: null } }
          : may(actor, actingAs, wanted, resource, at);
      const routes = registered()
        .filter(({ policy }) => 'action' in policy && policy.action === action)
        .map(nameOf);
      const everybody = rights[action as keyof typeof rights] === 'everybody';
      if (everybody) continue;
      const { mismatches } = await compare(world.with({ may: careless }), routes);
      expect(mismatches.length, action).toBeGreaterThan(0);
    }
  });

  it('agrees with an oracle that shares no code with it', async () => {
    const routes = registered().map(nameOf);
    const inOrder = Object.keys(tries).filter((route) => routes.includes(route));
    const { mismatches, compared } = await compare(world.send, [
      ...inOrder,
      ...routes.filter((route) => !inOrder.includes(route)),
    ]);
    console.log(`T29: ${routes.length} routes, ${compared} answers compared, ${mismatches.length} mismatches`);
    expect(mismatches).toEqual([]);
    expect(Object.keys(asked).toSorted()).toEqual(routes.toSorted());
  });
});

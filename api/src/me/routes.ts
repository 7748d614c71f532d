import {
  allSchoolIds,
  findPerson,
  pupilPlaces,
  schoolsByIds,
  scope,
  type PupilPlace,
} from '@peremena/projections/queries';
import { actingsOf } from '../access/acting.ts';
import { holdsOn, type Fact } from '../access/fact.ts';
import type { Ctx } from '../core/parts.ts';
import { allow, self } from '../core/registry.ts';
import { about, reads, routes, shown } from '../core/route.ts';

/** Who is signed in, and what they come for. */
export const meRoutes = routes().get(
  '/me',
  about({
    summary:
      'The person signed in: every role held, and schools, children and places of the role acted in (of all, where none was chosen).',
  }),
  reads('people', 'access_facts', 'schools', 'classes'),
  allow('account.use', self),
  async (c) => {
    const { parts, actor, facts, acting, signedIn, moment, owesFactor } = c.var;
    const [person, children, keepsDeployment] = await Promise.all([
      findPerson(parts.sql, actor.personId),
      owesFactor ? [] : childrenOf(c),
      owesFactor ? false : keeps(c),
    ]);
    const held = (fact: Fact) => holdsOn(fact, moment.today(fact.schoolId));
    const roles = actingsOf(facts.filter(held));
    const present = actor.facts.filter(held);
    const actings = actingsOf(present);
    const ids = [...roles, ...children].map(({ schoolId }) => schoolId).filter((id) => id !== null);
    const schools = await schoolsByIds(parts.sql, [...new Set(ids)]);
    const here = new Set([...present, ...children].map(({ schoolId }) => schoolId));
    const titles = new Map(schools.map(({ id, title }) => [id, title]));
    return c.json(
      shown(c, {
        person: person ?? { id: actor.personId, name: { family: null, given: null, middle: null }, short: '' },
        schools: schools
          .filter(({ id }) => here.has(id))
          .map(({ id, title, timeZone }) => ({ id, title, timeZone, today: moment.today(id) })),
        roles: roles.map((one) => ({ ...one, schoolTitle: one.schoolId && (titles.get(one.schoolId) ?? null) })),
        actings,
        acting: acting === null ? null : (actings[0]?.factId ?? null),
        children,
        keepsDeployment,
        places: owesFactor ? [] : placesOf(actor.facts, present),
        owesFactor,
        mustChangePassword: signedIn?.mustChangePassword ?? false,
      }),
    );
  },
);

/** Whether the person may see how the deployment is. */
async function keeps({ var: { parts, actor, acting, moment } }: Ctx): Promise<boolean> {
  if (!actor.facts.some(({ post }) => post === 'admin')) return false;
  const schoolIds = await allSchoolIds(parts.sql);
  return parts.may(actor, acting, 'system.read', { kind: 'deployment', schoolIds }, moment).allowed;
}

/** The wards, each with a colour of its own and initials that stay the same everywhere. */
async function childrenOf(c: Ctx) {
  const { parts, actor, acting, moment } = c.var;
  const wards = await scope(parts.sql, actor, { role: 'guardian', fact: acting }, moment.today);
  const places = wards.pupils.length > 0 ? await pupilPlaces(parts.sql, wards, { date: moment.today(null) }) : [];
  return places.map((child, index) => ({ ...child, colour: (index % 6) + 1, initials: initialsOf(child) }));
}

const initialsOf = ({ name }: PupilPlace) =>
  [name.given, name.family].map((word) => [...(word ?? '')][0] ?? '').join('');

type Place = 'today' | 'journal' | 'diary' | 'timetable' | 'substitutions';

function placesOf(all: readonly Fact[], present: readonly Fact[]): Place[] {
  const has = (facts: readonly Fact[], ...kinds: readonly Fact['kind'][]) =>
    facts.some(({ kind }) => kinds.includes(kind));
  const leads = present.some(({ post }) => post === 'head' || post === 'admin');
  const teaches = has(present, 'teaches', 'substitutes') || present.some(({ post }) => post === 'teacher');
  const places = [
    ...(teaches ? ['today' as const] : []),
    ...(teaches || has(present, 'tutor') || leads ? ['journal' as const] : []),
    ...(has(present, 'guardian') || has(all, 'enrolled', 'in_group') ? ['diary' as const] : []),
    ...(present.length > 0 ? ['timetable' as const] : []),
    ...(leads ? ['substitutions' as const] : []),
  ];
  // Who has none yet learns from the empty diary what it waits for.
  return places.length > 0 ? places : ['diary'];
}

import { isLimited, pupilPlaces, schoolPeople, scope } from '@peremena/projections/queries';
import * as v from 'valibot';
import type { Ctx } from '../core/parts.ts';

/** What is looked for among the people of a school: part of a name. */
export const Search = { q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(120, 'text_long')), '') };

/** People somebody may help to sign in, in one role. `search`: only those whose name was looked for are in the list. */
export interface Helped {
  readonly role: 'tutor' | 'guardian' | 'admin';
  readonly search: boolean;
  readonly people: readonly { readonly id: string; readonly short: string; readonly classTitle: string | null }[];
}

/** Each role by itself: roles are never joined. Nobody helps themself. */
export async function helped(c: Ctx, q: string): Promise<readonly Helped[]> {
  const { parts, actor, moment } = c.var;
  const date = moment.today(null);
  const scopeOf = (role: Helped['role']) => scope(parts.sql, actor, { role, fact: null }, moment.today);
  const [tutor, guardian, admin] = await Promise.all([scopeOf('tutor'), scopeOf('guardian'), scopeOf('admin')]);
  const places = async (of: typeof tutor) => (of.pupils.length > 0 ? pupilPlaces(parts.sql, of, { date }) : []);
  const [pupils, children, found] = await Promise.all([
    places(tutor),
    places(guardian),
    admin.schools.length > 0 && q.length > 1 ? schoolPeople(parts.sql, admin, { date, part: q }) : [],
  ]);
  const limited = new Set(
    actor.facts
      .filter((fact) => isLimited(fact, moment.today(fact.wardSchoolId ?? null)))
      .map(({ pupilId }) => pupilId),
  );
  const groups: readonly Helped[] = [
    { role: 'tutor', search: false, people: pupils.toSorted((a, b) => a.short.localeCompare(b.short, 'ru')) },
    { role: 'guardian', search: false, people: children.filter(({ id }) => !limited.has(id)) },
    { role: 'admin', search: true, people: found },
  ];
  return groups
    .filter(({ people, search }) => people.length > 0 || (search && admin.schools.length > 0))
    .map((group) => ({
      ...group,
      people: group.people
        .filter(({ id }) => id !== actor.personId)
        .map(({ id, short, classTitle }) => ({ id, short, classTitle })),
    }));
}

/** One of them by id, within the scope of the role that grants it; null where that does not reach the person. */
export async function helpedOne(
  c: Ctx,
  personId: string,
): Promise<{ readonly id: string; readonly short: string } | null> {
  const { parts, grant, scope: own, moment } = c.var;
  const date = moment.today(null);
  const [found] =
    grant.role === 'admin'
      ? await schoolPeople(parts.sql, own, { date, part: '', personId })
      : await pupilPlaces(parts.sql, own, { date, pupilId: personId });
  return found ? { id: found.id, short: found.short } : null;
}

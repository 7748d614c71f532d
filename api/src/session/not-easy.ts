import { findPerson, schoolsByIds } from '@peremena/projections/queries';
import type { Actor } from '../access/resource.ts';
import type { Ctx, Parts } from '../core/parts.ts';
import { Problem } from '../core/problem.ts';
import { loginOf } from './credentials.ts';
import { easy } from './easy.ts';

/** Refuses (422 on `next`) a password that is the current one, or that others guess early. */
export async function notEasy(c: Ctx, current: string, next: string): Promise<void> {
  const { parts, actor } = c.var;
  const login = (await loginOf(parts.sql, actor.personId)) ?? '';
  const code = next === current ? 'password_same' : await easyFor(parts, { ...actor, login }, next);
  if (code) throw new Problem('invalid', { fields: [{ path: 'next', code }] });
}

/** Why others would guess a password of this person early; null where it will do. */
export async function easyFor(
  parts: Pick<Parts, 'sql'>,
  { personId, facts, login }: Actor & { readonly login: string },
  password: string,
): Promise<ReturnType<typeof easy>> {
  const schoolIds = [...new Set(facts.map(({ schoolId }) => schoolId).filter((id) => id !== null))];
  const [person, schools] = await Promise.all([findPerson(parts.sql, personId), schoolsByIds(parts.sql, schoolIds)]);
  const { family, given, middle } = person?.name ?? { family: null, given: null, middle: null };
  return easy(password, {
    login,
    names: [family, given, middle].filter((name) => name !== null),
    schools: schools.map(({ title }) => title),
  });
}

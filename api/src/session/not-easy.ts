import { findPerson, schoolsByIds } from '@peremena/projections/queries';
import type { Ctx } from '../core/parts.ts';
import { Problem } from '../core/problem.ts';
import { loginOf } from './credentials.ts';
import { easy } from './easy.ts';

/** Refuses (422 on `next`) a password that is the current one, or that others guess early. */
export async function notEasy(c: Ctx, current: string, next: string): Promise<void> {
  const { parts, actor } = c.var;
  const schoolIds = [...new Set(actor.facts.map(({ schoolId }) => schoolId).filter((id) => id !== null))];
  const [login, person, schools] = await Promise.all([
    loginOf(parts.sql, actor.personId),
    findPerson(parts.sql, actor.personId),
    schoolsByIds(parts.sql, schoolIds),
  ]);
  const { family, given, middle } = person?.name ?? { family: null, given: null, middle: null };
  const code =
    next === current
      ? 'password_same'
      : easy(next, {
          login: login ?? '',
          names: [family, given, middle].filter((name) => name !== null),
          schools: schools.map(({ title }) => title),
        });
  if (code) throw new Problem('invalid', { fields: [{ path: 'next', code }] });
}

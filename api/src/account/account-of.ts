import type { AccountResource } from '../access/resource.ts';
import type { Ctx } from '../core/parts.ts';
import { idIn } from '../core/registry.ts';
import { pupilOf } from '../core/resources.ts';

/** The sign-in of a person, with what ties the person to schools: facts of their own, and of those they are guardian of. */
export async function accountIn(c: Ctx): Promise<AccountResource | null> {
  const personId = idIn(c, 'personId');
  const own = await c.var.parts.facts.ofPerson(personId);
  if (own.length === 0) return null;
  const wards = own.map((fact) => fact.pupilId).filter((id) => id !== null);
  const ofWards = await c.var.parts.facts.ofPeople([...new Set(wards)]);
  const facts = pupilOf(personId, own)?.facts ?? [];
  return { kind: 'account', pupilId: personId, facts, ties: [...own, ...[...ofWards.values()].flat()], own };
}

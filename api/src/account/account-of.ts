import { decode, type PersonId, streams } from '@peremena/events';
import { openEvents } from '@peremena/events/store';
import type { AccountResource } from '../access/resource.ts';
import type { Ctx, Parts } from '../core/parts.ts';
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

/** The birth date the school keeps, read from the person's own stream: no read model has it. */
export async function birthDateOf({ store, vault }: Pick<Parts, 'store' | 'vault'>, personId: string) {
  const stored = await store.readStream(streams.person(personId as PersonId), { limit: 1_000 });
  const told = stored.filter(({ type }) => type === 'PersonRegistered' || type === 'BirthDateCorrected').slice(-1);
  const [last] = (await openEvents(vault, told)).map(decode);
  const known = last?.type === 'PersonRegistered' || last?.type === 'BirthDateCorrected' ? last.data.birthDate : null;
  return typeof known === 'string' ? known : null;
}

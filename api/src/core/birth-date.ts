import { decode, type PersonId, streams } from '@peremena/events';
import { openEvents } from '@peremena/events/store';
import type { Parts } from './parts.ts';

/** The birth date the school keeps, read from the person's own stream: no read model has it. */
export async function birthDateOf({ store, vault }: Pick<Parts, 'store' | 'vault'>, personId: string) {
  const stored = await store.readStream(streams.person(personId as PersonId), { limit: 1_000 });
  const told = stored.filter(({ type }) => type === 'PersonRegistered' || type === 'BirthDateCorrected').slice(-1);
  const [last] = (await openEvents(vault, told)).map(decode);
  const known = last?.type === 'PersonRegistered' || last?.type === 'BirthDateCorrected' ? last.data.birthDate : null;
  return typeof known === 'string' ? known : null;
}

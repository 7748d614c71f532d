import type { Vault } from '@peremena/events/store';
import type { Batch, Wish } from '../plan/draft.ts';

type Owner = Parameters<Vault['findOrMake']>[0][number];

const lot = 1_000;

/** Makes the keys of the people of a plan by the thousand, where sealing would make them one person at a time. */
export async function makeKeys(
  make: (owners: readonly Owner[]) => Promise<unknown>,
  batches: Iterable<Batch>,
): Promise<void> {
  let owners: Owner[] = [];
  for (const { slice, wishes } of batches) {
    if (slice === 'person') owners.push(...ownersOf([...wishes].map(({ command }) => command)));
    else if (slice === 'group') owners.push(...ofResults(wishes));
    if (owners.length < lot) continue;
    await make(owners);
    owners = [];
  }
  if (owners.length > 0) await make(owners);
}

/** Keys that the commands of one person need. */
const ownersOf = (commands: readonly Wish['command'][]): Owner[] =>
  commands.flatMap((command): Owner[] => {
    if (command.type === 'RegisterPerson') return [{ person: command.personId, dataClass: 'identity' }];
    const reachable = command.type === 'SetContacts' && (command.email !== null || command.phone !== null);
    const [first] = reachable ? commands : [];
    return first?.type === 'RegisterPerson' ? [{ person: first.personId, dataClass: 'contact' }] : [];
  });

/** Keys that the words of results need. */
function ofResults(wishes: Iterable<Wish>): Owner[] {
  const pupils = new Set<string>();
  for (const { command } of wishes)
    if (command.type === 'BringInResult' && (command.textScore !== null || command.comment !== null))
      pupils.add(command.pupilId);
  return [...pupils].map((person) => ({ person, dataClass: 'education' }));
}

import type { Vault } from '@peremena/events/store';
import type { Batch } from '../plan/draft.ts';

type Owner = Parameters<Vault['findOrMake']>[0][number];

const lot = 1_000;

/** Makes the keys of the people of a plan by the thousand, where sealing would make them one person at a time. */
export async function makeKeys(vault: Pick<Vault, 'findOrMake'>, batches: readonly Batch[]): Promise<void> {
  const owners: Owner[] = batches.flatMap(({ wishes }) =>
    wishes.flatMap(({ command }): Owner[] => {
      if (command.type === 'RegisterPerson') return [{ person: command.personId, dataClass: 'identity' }];
      const reachable = command.type === 'SetContacts' && (command.email !== null || command.phone !== null);
      const first = reachable ? wishes[0]?.command : undefined;
      return first?.type === 'RegisterPerson' ? [{ person: first.personId, dataClass: 'contact' }] : [];
    }),
  );
  for (let start = 0; start < owners.length; start += lot) await vault.findOrMake(owners.slice(start, start + lot));
}

import { isSealed } from '@peremena/events';
import { VaultRefused, type EventStore, type Vault } from '@peremena/events/store';
import { belongToLog, type Sql } from '@peremena/projections/queries';

/** As many events at the begin of a log certainly speak of somebody. */
const firstEvents = 1_000;

/**
 * Looks whether log, read models and vault belong together, before anything is served: an empty volume in the place of one that held data must
 * not be written to as if all began anew. Throws one sentence that says what to do.
 */
export async function holdTogether(parts: {
  readonly store: Pick<EventStore, 'readAll'>;
  readonly vault: Pick<Vault, 'isEmpty'>;
  readonly sql: Sql;
}): Promise<void> {
  const { store, vault, sql } = parts;
  await belongToLog(sql, store);
  if (!(await vault.isEmpty())) return;
  const events = await store.readAll({ limit: firstEvents });
  if (events.some(({ data }) => Object.values(data).some(isSealed)))
    throw new VaultRefused(
      'The log holds personal data, but the vault is empty: bring the database of the keys (VAULT_URL) back from its backup.',
    );
}

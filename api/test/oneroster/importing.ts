import { type EventStore, openPostgresStore, openVault, type Vault } from '@peremena/events/store';
import { freshDatabase } from '@peremena/events/test/postgres';
import { openReadModels, type Sql } from '@peremena/projections/queries';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sealingBy } from '../../src/assemble.ts';
import { commandHandler } from '../../src/core/handle-command.ts';
import { migrateApi } from '../../src/migrate.ts';
import { type ImportOptions, importPlan, type ImportReport } from '../../src/oneroster/import.ts';
import type { Plan } from '../../src/oneroster/plan/plan.ts';

/** An empty log in Postgres, a vault and the schema of the API: what an import works on. */
export interface Importing {
  readonly store: EventStore;
  readonly vault: Vault;
  readonly sql: Sql;
  /** For files; removed at the end. */
  readonly folder: string;
  readonly clock: () => Date;
  sealing(): ReturnType<typeof sealingBy>;
  /** Carries a plan out as a new process does, which knows nothing of an earlier one. */
  bring(made: Plan, options?: Partial<ImportOptions>, log?: EventStore): Promise<ImportReport>;
  close(): Promise<void>;
}

/** Opens an empty system that imports are carried out on. */
export async function openImporting(): Promise<Importing> {
  const folder = await mkdtemp(join(tmpdir(), 'peremena-importing-'));
  const [url, vaultUrl] = await Promise.all([freshDatabase(), freshDatabase()]);
  const store = await openPostgresStore({ url });
  const vault = await openVault({ url: vaultUrl, masterKeyFile: join(folder, 'master.key') });
  await migrateApi(url);
  const sql = openReadModels({ url });
  const clock = () => new Date('2026-11-22T09:00:00Z');
  const sealing = () => sealingBy(vault);
  let runs = 0;
  return {
    ...{ store, vault, sql, folder, clock, sealing },
    bring: (made, options = {}, log = store) =>
      importPlan(made, {
        commands: commandHandler({ store: log, sealing: sealing() }),
        ...{ vault, sql, clock, fileName: 'bundle.zip' },
        signInFile: join(folder, `sign-ins-${(runs += 1)}.csv`),
        ...options,
      }),
    async close() {
      await Promise.all([store.close(), vault.close(), sql.end({ timeout: 5 })]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

import { decode } from '@peremena/events';
import {
  keepSchoolCopy,
  openEvents,
  openLog,
  openSchoolCopy,
  openVault,
  startFailure,
  type Vault,
} from '@peremena/events/store';
import { all } from './all.ts';
import { liveSchema, openReadModels, type Sql } from './core/connection.ts';
import { holdProjectorLock, pause } from './core/lock.ts';
import type { Reading } from './core/meet.ts';
import { rebuild } from './core/rebuild.ts';
import type { Progress } from './core/hint.ts';
import { run } from './core/run.ts';
import { holdToLog } from './core/same-log.ts';
import { prepareTables } from './core/tables.ts';

export interface ProjectorOptions {
  /** Database of the log and of the read models. */
  readonly url: string;
  readonly vaultUrl: string;
  readonly masterKeyFile: string;
  /** The log is in EventStoreDB, there, and not in the database. */
  readonly eventStoreUrl?: string | undefined;
  /** Default the live read models. */
  readonly schema?: string;
}

/** The projector with everything it has open. */
export interface OpenProjector {
  /** Runs until the signal aborts, as soon as no other projector of this schema runs. Throws what `run` throws. */
  run(signal: AbortSignal, progress: Progress, troubled?: (error: unknown) => void): Promise<void>;
  /** Rebuilds read models by name; gives the number of events read. `RangeError` for an unknown name. */
  rebuild(
    names: readonly string[] | 'all',
    signal: AbortSignal,
    progress?: (position: bigint) => void,
  ): Promise<number>;
  close(): Promise<void>;
}

/** How stored events are read by the product: parsed, and opened by the vault for the one read model that may. */
export const readingOf = (vault: Vault): Reading => ({ decode, open: (events) => openEvents(vault, events) });

/** Opens log, vault and read models, creating tables that are missing. */
export async function openProjector({
  url,
  vaultUrl,
  masterKeyFile,
  eventStoreUrl,
  schema = liveSchema,
}: ProjectorOptions): Promise<OpenProjector> {
  const store = await openLog({ databaseUrl: url, eventStoreUrl }, 'reader');
  const opened: (() => Promise<unknown>)[] = [() => store.close()];
  const close = async (): Promise<void> => void (await Promise.all(opened.map((one) => one())));
  const begin = async (): Promise<{ sql: Sql; vault: Vault }> => {
    const vault = await openVault({ url: vaultUrl, masterKeyFile });
    opened.push(() => vault.close());
    const sql: Sql = openReadModels({ url, schema, derived: true });
    opened.push(() => sql.end({ timeout: 5 }));
    await prepareTables(sql, schema, all).catch((error: unknown) => {
      throw startFailure(error, url, 'DATABASE_URL');
    });
    await holdToLog(sql, store);
    return { sql, vault };
  };
  const copy = eventStoreUrl === undefined ? null : openSchoolCopy(url);
  if (copy) opened.push(() => copy.close());
  const { sql, vault } = await begin().catch(async (error: unknown) => {
    // What is open would keep the process from ending.
    await close();
    throw error;
  });
  const reading = readingOf(vault);
  return {
    async run(signal, progress, troubled) {
      while (!signal.aborted) {
        const held = await holdProjectorLock(url, schema, signal);
        if (!held) return;
        const over = new AbortController();
        const both = AbortSignal.any([signal, held.lost, over.signal]);
        let copying: Promise<void> | undefined;
        try {
          await holdToLog(sql, store);
          copying = copy ? keepSchoolCopy(store, copy, both, troubled) : undefined;
          await run({ sql, store, reading, models: all, signal: both, progress, ...(troubled ? { troubled } : {}) });
        } finally {
          over.abort();
          await copying;
          await held.release();
        }
        await pause(100, signal);
      }
    },
    rebuild(names, signal, progress) {
      const known = new Map(all.map((model) => [model.name, model]));
      const models =
        names === 'all'
          ? all
          : names.map((name) => {
              const model = known.get(name);
              if (!model) throw new RangeError(`no read model ${name}`);
              return model;
            });
      return rebuild({ sql, store, reading, models, signal, ...(progress ? { progress } : {}) });
    },
    close,
  };
}

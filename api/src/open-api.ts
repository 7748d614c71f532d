import { dirname, join } from 'node:path';
import { uploadsBeside } from './data-folder.ts';
import { openLog, openVault, type Places, prepareLog, unsafeSettings } from '@peremena/events/store';
import { decode } from '@peremena/events';
import { followProgress, openReadModels, readModels } from '@peremena/projections/queries';
import { startProjector, type Projector } from '@peremena/projections/worker';
import type { Logger } from 'pino';
import { type Api, assembleApi, type AssembleOptions } from './assemble.ts';
import { migrateApi } from './migrate.ts';
import { holdTogether } from './one-piece.ts';

/** The API with everything it has open. */
export interface OpenedApi {
  readonly api: Api;
  /** Ends event streams and timers at once, then closes the connections. */
  close(): Promise<void>;
}

/** What only the processes that serve people have: figures, and the provider to sign in through. */
type More = Pick<AssembleOptions, 'metrics' | 'provider'>;

/** Brings the schemas of log and API up to date; log, vault and read models look after their own when they are opened. */
export async function migrateRooms(places: Places): Promise<void> {
  await prepareLog(places);
  await migrateApi(places.databaseUrl);
}

/** Opens log, vault and database and puts the API together. The schemas must be there. */
export async function openApi(places: Places, log: Logger, more: More = {}): Promise<OpenedApi> {
  const { databaseUrl: url, vaultUrl, masterKeyFile } = places;
  const opened: (() => Promise<unknown>)[] = [];
  const closeAll = (): Promise<unknown> => Promise.all(opened.map((close) => close()));
  try {
    const vault = await openVault({ url: vaultUrl, masterKeyFile });
    opened.push(() => vault.close());
    const store = await openLog(places, 'writer');
    opened.push(() => store.close());
    let linkEnded = (): void => undefined;
    const sql = openReadModels({ url, max: 8, onclose: () => linkEnded() });
    opened.push(() => sql.end({ timeout: 2 }));
    await holdTogether({ store, vault, sql });
    const unsafe = await unsafeSettings(sql);
    if (unsafe.length > 0) log.warn({ settings: unsafe }, 'a crash of the machine may lose what was acknowledged');
    // Beside the key: what a process of the API can write, and no other room's does.
    const exportsFolder = join(dirname(masterKeyFile), 'exports');
    const uploadsFolder = uploadsBeside(masterKeyFile);
    const api = assembleApi({ store, vault, sql, log, exportsFolder, uploadsFolder, ...more });
    linkEnded = api.linkEnded;
    return {
      api,
      async close() {
        api.close();
        await closeAll();
      },
    };
  } catch (error) {
    // What is open would keep the process from ending.
    await closeAll();
    throw error;
  }
}

/** Starts the projector's thread and lets the API hear how far it has come. */
export function projectFor(api: Api, { databaseUrl: url, ...places }: Places, log: Logger): Projector {
  const { vaultUrl, masterKeyFile, eventStoreUrl } = places;
  return startProjector(
    { url, vaultUrl, masterKeyFile, eventStoreUrl },
    {
      progress: api.progress,
      troubled: (message) => log.warn({ message }, 'the projector tries again'),
      failed: (message) => log.fatal({ message }, 'the projector has stopped'),
    },
  );
}

/** Lets the API hear how far a projector in another process has come; `stop` ends the listening. */
export function followProjector(api: Api, { databaseUrl: url }: Places, log: Logger): { stop(): Promise<void> } {
  const stop = new AbortController();
  const { sql, store } = api.parts;
  const ended = followProgress({
    url,
    sql,
    store,
    models: readModels,
    decode,
    progress: api.progress,
    signal: stop.signal,
    troubled: (error) => log.warn({ err: error }, 'the projector cannot be heard'),
  });
  return {
    async stop() {
      stop.abort();
      await ended;
    },
  };
}

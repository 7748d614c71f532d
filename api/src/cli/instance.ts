import { eventStoreUrlOf } from '@peremena/events/store';
import { pino } from 'pino';
import type { Api } from '../assemble.ts';
import { openDataFolder, type DataFolder } from '../data-folder.ts';
import { openDatabases } from '../embedded/index.ts';
import { type Ending, openEnding } from '../ending.ts';
import { migrateRooms, openApi, projectFor } from '../open-api.ts';
import type { Projector } from '@peremena/projections/worker';

/** This data folder's Peremena, opened beside a copy that runs from it or alone. */
export interface Instance {
  readonly folder: DataFolder;
  readonly api: Api;
  /** Starts a projector of our own; it waits its turn where the running copy has one. */
  project(): Projector;
}

/** Opens the instance for the time of `work`, and closes it whatever happens. */
export async function withInstance<T>(work: (instance: Instance) => Promise<T>): Promise<T> {
  const log = pino(
    { level: process.env['PEREMENA_LOG'] ?? 'error', base: null },
    pino.destination({ dest: 2, sync: true }),
  );
  const ending: Ending = openEnding((error) => log.error({ err: error }, 'a part did not close'));
  try {
    const folder = await openDataFolder();
    const databases = await openDatabases(folder);
    ending.later(() => databases.stop());
    const places = { ...databases, masterKeyFile: folder.masterKey, eventStoreUrl: eventStoreUrlOf(process.env) };
    await migrateRooms(places);
    const { api, close } = await openApi(places, log);
    ending.later(close);
    return await work({
      folder,
      api,
      project() {
        const projector = projectFor(api, places, log);
        ending.later(() => projector.stop());
        return projector;
      },
    });
  } finally {
    await ending.run();
  }
}

import type { EventStore } from './event-store.ts';
import { openEventStoreDb } from './eventstoredb.ts';
import { migrateLog, openPostgresStore } from './postgres.ts';
import { migrateSchoolCopy, openSchoolCopy } from './school-copy.ts';

/** Which log a process works on. */
export interface LogPlace {
  readonly databaseUrl: string;
  /** The log is in EventStoreDB, there; otherwise in the database. */
  readonly eventStoreUrl?: string | undefined;
}

/**
 * Where the log is by the environment: in Postgres, or with `PEREMENA_STORE=eventstoredb` on the server that `EVENTSTORE_URL` names. Throws
 * one sentence that says what is missing.
 */
export function eventStoreUrlOf(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const store = env['PEREMENA_STORE'] || 'postgres';
  if (store === 'postgres') return undefined;
  if (store !== 'eventstoredb') throw new Error(`PEREMENA_STORE is ${store}; it can be postgres or eventstoredb.`);
  const url = env['EVENTSTORE_URL'];
  if (!url)
    throw new Error('PEREMENA_STORE is eventstoredb but EVENTSTORE_URL is not set: esdb://user:password@host:2113.');
  return url;
}

/** Brings up to date the schema of the log, or where the log is elsewhere that of the copy of it. */
export async function prepareLog({ databaseUrl, eventStoreUrl }: LogPlace): Promise<void> {
  await (eventStoreUrl === undefined ? migrateLog(databaseUrl) : migrateSchoolCopy(databaseUrl));
}

/** Opens the log of a place, prepared. A reader cannot append where the store knows the difference. */
export function openLog({ databaseUrl, eventStoreUrl }: LogPlace, role: 'writer' | 'reader'): Promise<EventStore> {
  return eventStoreUrl === undefined
    ? openPostgresStore({ url: databaseUrl, migrate: false, role })
    : openEventStoreDb({ url: eventStoreUrl, copy: openSchoolCopy(databaseUrl) });
}

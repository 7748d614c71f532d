import { fileURLToPath } from 'node:url';
import { migrate } from '@peremena/events/store';

/** Brings the schema of this room up to date. */
export function migrateApi(url: string): Promise<void> {
  return migrate(url, fileURLToPath(new URL('../migrations', import.meta.url)), 'api');
}

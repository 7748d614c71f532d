import { readFileSync } from 'node:fs';
import { eventStoreUrlOf, type LogPlace } from './open-log.ts';

/** Where a process finds what it works on. */
export interface Places extends LogPlace {
  /** Read models and sessions, and the log where it is not in EventStoreDB. */
  readonly databaseUrl: string;
  /** Keys of personal fields; another database, so that one dump never holds both. */
  readonly vaultUrl: string;
  /** A file of mode 0600. */
  readonly masterKeyFile: string;
}

const names = ['DATABASE_URL', 'VAULT_URL', 'PEREMENA_MASTER_KEY'] as const;

/**
 * Places out of the environment: `DATABASE_URL`, `VAULT_URL`, `PEREMENA_MASTER_KEY`; the password of both databases may lie in the file
 * `DATABASE_PASSWORD_FILE` names; `PEREMENA_STORE` and `EVENTSTORE_URL`, see `eventStoreUrlOf`. Throws one sentence that says what is missing.
 */
export function placesOf(env: Readonly<Record<string, string | undefined>>): Places {
  const missing = names.filter((name) => !env[name]);
  if (missing.length > 0) throw new Error(`${missing.join(', ')}: not set. See docs/how-to/run-in-production.md.`);
  const [databaseUrl, vaultUrl, masterKeyFile] = names.map((name) => env[name]!) as [string, string, string];
  const file = env['DATABASE_PASSWORD_FILE'];
  const password = file ? readFileSync(file, 'utf8').trim() : '';
  const filled = (text: string): string => {
    const url = new URL(text);
    if (password) url.password = password;
    return url.href;
  };
  const eventStoreUrl = eventStoreUrlOf(env);
  return { databaseUrl: filled(databaseUrl), vaultUrl: filled(vaultUrl), masterKeyFile, eventStoreUrl };
}

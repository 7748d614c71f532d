import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AnyEvent, type CommandId, type SchoolId } from '@peremena/events';
import { openPostgresStore, openVault } from '@peremena/events/store';
import { freshDatabase } from '@peremena/events/test/postgres';
import { openReadModels } from '@peremena/projections/queries';
import { startProjector } from '@peremena/projections/worker';
import { pino } from 'pino';
import { type Api, type AssembleOptions, assembleApi, sealingBy } from '../src/assemble.ts';
import type { Parts } from '../src/core/parts.ts';
import { migrateApi } from '../src/migrate.ts';
import { hashPassword } from '../src/session/argon2.ts';
import { createSignIns } from '../src/session/credentials.ts';
import { uuidv5 } from '../src/core/uuid.ts';

// Failures are counted by the tests, not read in a log.
const log = pino({ level: process.env['PEREMENA_TEST_LOG'] ?? 'silent' });
export const password = 'перемена-17';
const host = 'school.test';

export interface Sent {
  readonly as?: string | undefined;
  readonly body?: unknown;
  readonly key?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface WorldOptions extends Pick<
  AssembleOptions,
  'clock' | 'replace' | 'exportsFolder' | 'uploadsFolder' | 'provider'
> {
  /** Empty databases of log and keys in place of new ones. */
  readonly databases?: readonly [string, string];
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/** A whole API over a database of its own, with the projector running: what a test talks to over `fetch`. */
export async function openWorld({ databases, ...options }: WorldOptions = {}) {
  const [url, vaultUrl] = databases ?? (await Promise.all([freshDatabase(), freshDatabase()]));
  const folder = await mkdtemp(join(tmpdir(), 'peremena-api-'));
  const masterKeyFile = join(folder, 'master-key');
  const store = await openPostgresStore({ url });
  const vault = await openVault({ url: vaultUrl, masterKeyFile });
  await migrateApi(url);
  let linkEnded = (): void => undefined;
  const sql = openReadModels({ url, max: 8, onclose: () => linkEnded() });
  const api = assembleApi({ store, vault, sql, log, ...options });
  linkEnded = api.linkEnded;
  const projector = startProjector(
    { url, vaultUrl, masterKeyFile },
    { progress: api.progress, failed: (why) => console.error(why) },
  );
  await projector.ready;
  const sealing = sealingBy(vault);
  const cookies = new Map<string, string>();
  const hash = await hashPassword(password);

  const sending =
    (fetch: (request: Request) => Promise<Response>) =>
    (method: string, path: string, { as, body, key, headers = {} }: Sent = {}): Promise<Response> =>
      fetch(
        new Request(`http://${host}${path}`, {
          method,
          headers: {
            ...(method === 'GET'
              ? {}
              : { origin: `http://${host}`, ...(key === null ? {} : { 'idempotency-key': key ?? randomUUID() }) }),
            ...(as === undefined ? {} : { cookie: cookies.get(as) ?? '' }),
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
        }),
      );
  const send = sending(api.fetch);
  const broken: Api[] = [];

  return {
    api,
    /** Where everything is, for another process beside. */
    places: { databaseUrl: url, vaultUrl, masterKeyFile },
    sql,
    store,
    send,
    cookies,
    /** Sends to an API over the same data with some parts replaced: broken stand-ins. */
    with(replace: Partial<Parts>, more: Pick<AssembleOptions, 'underWay' | 'provider'> = {}): typeof send {
      const other = assembleApi({ store, vault, sql, log, ...options, ...more, replace });
      broken.push(other);
      return sending(other.fetch);
    },
    /** Writes events as they are: what has happened before the test. */
    async happened(stream: string, events: readonly AnyEvent[], schoolId: string | null): Promise<readonly string[]> {
      const command = randomUUID();
      const data = await sealing.seal(stream, events);
      const ids = events.map((_, index) => uuidv5(command, String(index)));
      await store.append({
        stream,
        expected: 'any',
        command: { id: command, hash: command, answer: {} },
        events: events.map(({ type }, index) => ({
          id: ids[index] as never,
          type,
          data: data[index] ?? {},
          metadata: {
            commandId: command as CommandId,
            correlationId: command,
            causationId: command,
            actorId: null,
            actingAs: { role: 'system', fact: null },
            schoolId: schoolId as SchoolId | null,
            at: '2026-09-01T06:00:00.000Z',
            schemaVersion: 1,
          },
        })),
      });
      return ids;
    },
    /** Waits until every read model shows the whole log. */
    async settled(): Promise<void> {
      if (!(await api.parts.waitFor([], await store.head(), 120_000)))
        throw new Error('the read models did not catch up');
    },
    /** Builds every read model anew beside the living; gives the number of events read. */
    rebuild: () => projector.rebuild('all'),
    /** Makes sign-ins for people and signs them in. */
    async signIn(...people: readonly string[]): Promise<void> {
      await createSignIns(
        sql,
        people.map((personId) => ({ login: personId, personId, passwordHash: hash })),
      );
      // One after the other: the hashing queue refuses a crowd, as it should.
      for (const personId of people) {
        const answer = await send('POST', '/api/session', { body: { login: personId, password }, key: null });
        if (answer.status !== 200) throw new Error(`${personId} cannot sign in: ${answer.status}`);
        cookies.set(personId, cookieOf(answer));
      }
    },
    async close(): Promise<void> {
      for (const one of [api, ...broken]) one.close();
      await projector.stop();
      await Promise.all([sql.end({ timeout: 5 }), store.close(), vault.close()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The session cookie an answer sets, as a `Cookie` header. */
export function cookieOf(answer: Response): string {
  return answer.headers.get('set-cookie')?.split(';')[0] ?? '';
}

import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { DataClass } from '../index.ts';
import { readFailure } from './failures.ts';
import { createKeyCache } from './key-cache.ts';
import { masterKeyFor } from './master-key.ts';
import { migrate } from './migrate.ts';
import { openPool, type Sql } from './pool.ts';
import { unwrap, wrap } from './wrap.ts';

/** A person's key for one class of data. */
export interface DataKey {
  readonly version: number;
  readonly secret: Buffer;
}

export interface KeyOwner {
  readonly person: string;
  readonly dataClass: DataClass;
}

/** Keys found, by `ownerName`; one that was never made is absent. */
export type Keys = ReadonlyMap<string, DataKey | 'destroyed'>;

/** The keys of personal fields, one per person and class of data. Raises `StoreUnavailable` while its database is away. */
export interface Vault {
  find(owners: readonly KeyOwner[]): Promise<Keys>;
  /** Finds keys and makes those that never were; a destroyed one stays destroyed. */
  findOrMake(owners: readonly KeyOwner[]): Promise<Keys>;
  /** Destroys a person's keys of these classes for good; other processes forget them within a minute. */
  destroy(person: string, classes: readonly DataClass[]): Promise<void>;
  /** Whether no key was ever made in it. */
  isEmpty(): Promise<boolean>;
  close(): Promise<void>;
}

/** The name of a key's owner in `Keys`. */
export const ownerName = ({ person, dataClass }: KeyOwner): string => `${person}/${dataClass}`;

const maxAgeMs = 60_000;
const schema = fileURLToPath(new URL('./schema/vault', import.meta.url));

export interface VaultOptions {
  /** The vault's own database: never in the same dump as the log. */
  readonly url: string;
  /** Made with mode 0600 when neither it nor a key exists. */
  readonly masterKeyFile: string;
  /** Keys kept in memory; default 50,000. */
  readonly cached?: number;
  readonly timeLimitMs?: number;
}

interface Row {
  readonly person: string;
  readonly class: DataClass;
  readonly version: number;
  readonly wrapped: Buffer | null;
}

/** Opens the vault, bringing its schema up to date; `VaultRefused` when the master key is missing, readable by others, or another. */
export async function openVault({
  url,
  masterKeyFile,
  cached = 50_000,
  timeLimitMs = 10_000,
}: VaultOptions): Promise<Vault> {
  await migrate(url, schema, 'vault');
  const pool = openPool({ url, max: 2, timeLimitMs });
  const master = await pool
    .run((sql) => masterKeyFor(sql, masterKeyFile))
    .catch(async (error: unknown) => {
      await pool.end();
      throw error;
    });
  const cache = createKeyCache(cached, maxAgeMs);

  const ask = async (
    found: Map<string, DataKey | 'destroyed'>,
    query: (sql: Sql) => PromiseLike<readonly Row[]>,
  ): Promise<void> => {
    const rows = await pool.run(query).catch((error: unknown) => {
      throw readFailure(error);
    });
    for (const row of rows) {
      const name = ownerName({ person: row.person, dataClass: row.class });
      const key = row.wrapped
        ? { version: row.version, secret: unwrap(master, row.wrapped, `${name}/${row.version}`) }
        : 'destroyed';
      cache.set(name, key);
      found.set(name, key);
    }
  };

  const find = async (owners: readonly KeyOwner[]): Promise<Map<string, DataKey | 'destroyed'>> => {
    const found = new Map<string, DataKey | 'destroyed'>();
    const unknown = distinct(owners).filter((owner) => {
      const kept = cache.get(ownerName(owner));
      if (kept) found.set(ownerName(owner), kept);
      return !kept;
    });
    if (unknown.length > 0) await ask(found, (sql) => select(sql, unknown));
    return found;
  };

  return {
    find,
    async findOrMake(owners) {
      const found = await find(owners);
      const missing = (): KeyOwner[] => distinct(owners).filter((owner) => !found.has(ownerName(owner)));
      if (missing().length > 0) await ask(found, (sql) => insert(sql, master, missing()));
      // Made by another process between our look and our insert.
      if (missing().length > 0) await ask(found, (sql) => select(sql, missing()));
      return found;
    },
    async destroy(person, classes) {
      await ask(new Map(), (sql) => destroy(sql, person, classes));
    },
    isEmpty: () =>
      pool
        .run((sql) => sql`select 1 from vault.keys limit 1`)
        .then(
          ({ length }) => length === 0,
          (error: unknown) => {
            throw readFailure(error);
          },
        ),
    close: () => pool.end(),
  };
}

function distinct(owners: readonly KeyOwner[]): KeyOwner[] {
  return [...new Map(owners.map((owner) => [ownerName(owner), owner])).values()];
}

const persons = (owners: readonly KeyOwner[]): string => owners.map((owner) => owner.person).join();
const classes = (owners: readonly KeyOwner[]): string => owners.map((owner) => owner.dataClass).join();

function select(sql: Sql, owners: readonly KeyOwner[]): PromiseLike<readonly Row[]> {
  return sql<Row[]>`
    select k.person, k.class, k.version, k.wrapped
    from unnest(string_to_array(${persons(owners)}, ',')::uuid[], string_to_array(${classes(owners)}, ',')) as o (person, class)
    join vault.keys k on k.person = o.person and k.class = o.class`;
}

function insert(sql: Sql, master: Buffer, owners: readonly KeyOwner[]): PromiseLike<readonly Row[]> {
  const wrapped = owners
    .map((owner) => wrap(master, randomBytes(32), `${ownerName(owner)}/1`).toString('base64'))
    .join();
  return sql<Row[]>`
    insert into vault.keys (person, class, wrapped)
    select o.person, o.class, decode(o.wrapped, 'base64')
    from unnest(
      string_to_array(${persons(owners)}, ',')::uuid[], string_to_array(${classes(owners)}, ','), string_to_array(${wrapped}, ',')
    ) as o (person, class, wrapped)
    on conflict do nothing
    returning person, class, version, wrapped`;
}

function destroy(sql: Sql, person: string, list: readonly DataClass[]): PromiseLike<readonly Row[]> {
  return sql<Row[]>`
    insert into vault.keys (person, class, destroyed_at)
    select ${person}::uuid, class, now() from unnest(string_to_array(${list.join()}, ',')) as class
    on conflict (person, class) do update set wrapped = null, destroyed_at = coalesce(vault.keys.destroyed_at, now())
    returning person, class, version, wrapped`;
}

/** A vault in memory, for tests. */
export function openMemoryVault(): Vault {
  const keys = new Map<string, DataKey | 'destroyed'>();
  const pick = (owners: readonly KeyOwner[]): Keys =>
    new Map(owners.map(ownerName).flatMap((name) => (keys.has(name) ? [[name, keys.get(name)!] as const] : [])));
  return {
    find: (owners) => Promise.resolve(pick(owners)),
    findOrMake(owners) {
      for (const name of owners.map(ownerName))
        if (!keys.has(name)) keys.set(name, { version: 1, secret: randomBytes(32) });
      return Promise.resolve(pick(owners));
    },
    destroy(person, list) {
      for (const dataClass of list) keys.set(ownerName({ person, dataClass }), 'destroyed');
      return Promise.resolve();
    },
    isEmpty: () => Promise.resolve(keys.size === 0),
    close: () => Promise.resolve(),
  };
}

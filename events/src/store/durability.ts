import type { Sql } from './pool.ts';

/** Settings of Postgres without which an acknowledged append may be lost in a crash of the machine. */
const needed = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' } as const;

/** Settings of the server that would let an acknowledged append be lost, as `name=value`; empty where it is safe. */
export async function unsafeSettings(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ name: keyof typeof needed; setting: string }[]>`
    select name, setting from pg_settings where name in ${sql(Object.keys(needed))} order by name`;
  // Waiting for a second server as well is more than is needed, not less.
  const enough = (name: string, setting: string) =>
    setting === 'on' || (name === 'synchronous_commit' && /^remote_/.test(setting));
  return rows.flatMap(({ name, setting }) => (enough(name, setting) ? [] : [`${name}=${setting}`]));
}

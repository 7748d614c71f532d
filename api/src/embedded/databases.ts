import postgres from 'postgres';

/** Makes the named databases on a server that does not have them yet. */
export async function ensureDatabases(server: string, names: readonly string[]): Promise<void> {
  const sql = postgres(server, { max: 1, onnotice: () => undefined });
  try {
    const present = await sql<{ datname: string }[]>`select datname from pg_database`;
    const missing = names.filter((name) => !present.some((row) => row.datname === name));
    for (const name of missing) await sql`create database ${sql(name)}`;
  } finally {
    await sql.end({ timeout: 5 });
  }
}

/** Answer of a look at a port: our server, somebody else or nobody, or a server that cannot talk just now. */
export type Seen = 'ours' | 'stranger' | 'busy';

/** Whether the server at this address is the one that works on this folder. */
export async function lookAt(server: string, folder: string): Promise<Seen> {
  const sql = postgres(server, { max: 1, connect_timeout: 3, onnotice: () => undefined });
  try {
    const [row] = await sql<{ folder: string }[]>`select current_setting('data_directory') as folder`;
    return row?.folder === folder ? 'ours' : 'stranger';
  } catch (error) {
    // 57P03: it is starting or stopping; 53300: every connection is taken. Both are signs of life.
    return ['57P03', '53300'].includes((error as { code?: string }).code ?? '') ? 'busy' : 'stranger';
  } finally {
    await sql.end({ timeout: 1 }).catch(() => undefined);
  }
}

import { randomBytes } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { VaultRefused } from './errors.ts';
import type { Sql } from './pool.ts';
import { unwrap, wrap } from './wrap.ts';

const size = 32;
const proofText = Buffer.from('peremena vault');
const proofPlace = 'master';

/**
 * Reads the key that all keys are wrapped with: 32 bytes, base64, in a file that only its owner may read. Null where there is no file.
 * Throws `VaultRefused` when others may read it or it holds something else.
 */
export async function readMasterKey(path: string): Promise<Buffer | null> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (!found) return null;
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    throw new VaultRefused(`the master key ${path} can be read by others: give it mode 0600`);
  }
  const key = Buffer.from((await readFile(path, 'utf8')).trim(), 'base64');
  if (key.length !== size) throw new VaultRefused(`the master key ${path} does not hold ${size} bytes`);
  return key;
}

/** Makes the master key's file, mode 0600, written to the disk before anything is wrapped with it; never overwrites one. */
export async function createMasterKey(path: string): Promise<Buffer> {
  const key = randomBytes(size);
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${key.toString('base64')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return key;
}

/**
 * The master key of this vault. A vault that has never been used gets a new one when there is no file; a used one is refused without its
 * own key, since every key wrapped with another would be lost.
 */
export async function masterKeyFor(sql: Sql, path: string): Promise<Buffer> {
  const used = (await sql`select 1 from vault.master`).length > 0;
  const found = await readMasterKey(path);
  if (!found && used) throw new VaultRefused(`the master key ${path} is missing, and this vault was made with one`);
  const key = found ?? (await createMasterKey(path).catch(() => readMasterKey(path)));
  if (!key) throw new VaultRefused(`the master key ${path} cannot be made`);
  await sql`insert into vault.master (proof) values (${wrap(key, proofText, proofPlace)}) on conflict do nothing`;
  const [row] = await sql<{ proof: Buffer }[]>`select proof from vault.master`;
  if (!row || !matches(key, row.proof))
    throw new VaultRefused(`the master key ${path} is not the one this vault was made with`);
  return key;
}

function matches(key: Buffer, proof: Buffer): boolean {
  try {
    return unwrap(key, proof, proofPlace).equals(proofText);
  } catch {
    return false;
  }
}

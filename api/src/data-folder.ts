import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where a copy of Peremena keeps everything that must survive: the database, its password, the master key. */
export interface DataFolder {
  path: string;
  postgres: string;
  masterKey: string;
}

const clone = fileURLToPath(new URL('../../', import.meta.url));

/** Opens (and makes, mode 0700) the folder named by PEREMENA_DATA, else `.peremena` in the clone. PEREMENA_MASTER_KEY names another key file. */
export async function openDataFolder(env: NodeJS.ProcessEnv = process.env): Promise<DataFolder> {
  const wanted = env['PEREMENA_DATA'] || '.peremena';
  const path = isAbsolute(wanted) ? wanted : resolve(clone, wanted);
  await mkdir(path, { recursive: true, mode: 0o700 });
  return { path, postgres: join(path, 'postgres'), masterKey: env['PEREMENA_MASTER_KEY'] || join(path, 'master.key') };
}

/** Where files lie that schools are brought in from, and what imports hold meanwhile: beside the key, where a process of the API can write and no other room's does. */
export const uploadsBeside = (masterKeyFile: string): string => join(dirname(masterKeyFile), 'uploads');

/** Reads a secret of the folder, or makes it at random with mode 0600 the first time. */
export async function secretOf(folder: DataFolder, name: string): Promise<string> {
  const path = join(folder.path, name);
  try {
    await writeFile(path, randomBytes(24).toString('hex'), { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  return (await readFile(path, 'utf8')).trim();
}

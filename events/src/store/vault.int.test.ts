import { randomUUID } from 'node:crypto';
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../../test/postgres.ts';
import { VaultRefused } from './errors.ts';
import { openVault, ownerName, type DataKey, type KeyOwner } from './vault.ts';

let url: string;
let folder: string;
let masterKeyFile: string;
beforeAll(async () => {
  url = await freshDatabase();
  folder = await mkdtemp(join(tmpdir(), 'vault-test-'));
  masterKeyFile = join(folder, 'master.key');
});
afterAll(() => rm(folder, { recursive: true }));

const owner = (dataClass: KeyOwner['dataClass'] = 'identity'): KeyOwner => ({ person: randomUUID(), dataClass });

test('makes its master key for its owner alone', async () => {
  await (await openVault({ url, masterKeyFile })).close();
  expect((await stat(masterKeyFile)).mode & 0o777).toBe(0o600);
});

test('makes each key once, whoever asks, and gives it back after a restart', async () => {
  const vaults = await Promise.all([1, 2, 3].map(() => openVault({ url, masterKeyFile })));
  const owners = Array.from({ length: 200 }, () => owner());
  const found = await Promise.all(vaults.map((vault) => vault.findOrMake([...owners, ...owners])));
  const restarted = await openVault({ url, masterKeyFile });
  for (const keys of [...found, await restarted.find(owners)]) {
    for (const one of owners) expect(keys.get(ownerName(one))).toEqual(found[0]!.get(ownerName(one)));
  }
  const secrets = new Set([...found[0]!.values()].map((key) => (key as DataKey).secret.toString('hex')));
  expect(secrets.size).toBe(200);
  await Promise.all([...vaults, restarted].map((vault) => vault.close()));
});

test('finds nothing where nothing was made', async () => {
  const vault = await openVault({ url, masterKeyFile });
  expect((await vault.find([owner()])).size).toBe(0);
  await vault.close();
});

test('destroys a key for good, one class at a time, also one that was never made', async () => {
  const vault = await openVault({ url, masterKeyFile });
  const [identity, contact] = [owner('identity'), owner('contact')];
  const social = { person: identity.person, dataClass: 'social' } as const;
  await vault.findOrMake([identity, contact]);
  await vault.destroy(identity.person, ['identity', 'social']);
  const other = await openVault({ url, masterKeyFile });
  for (const each of [vault, other]) {
    const keys = await each.findOrMake([identity, contact, social]);
    expect([identity, social].map((one) => keys.get(ownerName(one)))).toEqual(['destroyed', 'destroyed']);
    expect(keys.get(ownerName(contact))).toHaveProperty('secret');
  }
  const sql = postgres(url, { max: 1 });
  const rows = await sql`select wrapped from vault.keys where person = ${identity.person}`;
  expect(rows.map((row) => row['wrapped'] as unknown)).toEqual([null, null]);
  await sql.end();
  await Promise.all([vault.close(), other.close()]);
});

test('refuses a master key that others may read, that is broken, another or gone', async () => {
  const open = (file = masterKeyFile) => openVault({ url, masterKeyFile: file });
  for (const mode of [0o640, 0o604, 0o660]) {
    await chmod(masterKeyFile, mode);
    await expect(open()).rejects.toThrow(/mode 0600/);
  }
  await chmod(masterKeyFile, 0o600);
  const another = join(folder, 'another.key');
  await writeFile(another, Buffer.alloc(32, 1).toString('base64'), { mode: 0o600 });
  await expect(open(another)).rejects.toThrow(/not the one/);
  await writeFile(another, 'short', { mode: 0o600 });
  await expect(open(another)).rejects.toThrow(VaultRefused);
  const gone = join(folder, 'gone.key');
  await expect(open(gone)).rejects.toThrow(/is missing/);
  await expect(stat(gone)).rejects.toThrow();
  expect(await readFile(masterKeyFile, 'utf8')).toHaveLength(45);
  await (await open()).close();
});

// Writes the passwords that are not there yet, each into a file of its own. What exists is never touched.
import { randomBytes } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
if (!folder) throw new Error('Say the folder the secrets go into.');
mkdirSync(folder, { recursive: true, mode: 0o755 });
for (const name of ['postgres.password', 'meilisearch.key']) {
  try {
    writeFileSync(join(folder, name), randomBytes(24).toString('hex'), { flag: 'wx', mode: 0o444 });
    console.log(`made ${name}`);
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
}

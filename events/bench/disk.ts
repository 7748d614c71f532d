import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const times = 200;

/** How often a second the disk under the temporary folder takes 8 kB for good, one after the other: no append alone can be faster. */
export async function syncsPerSecond(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'peremena-bench-'));
  const file = await open(join(folder, 'syncs'), 'w');
  try {
    const page = Buffer.alloc(8_192, 1);
    const started = performance.now();
    for (let time = 0; time < times; time += 1) {
      await file.write(page);
      await file.datasync();
    }
    return times / ((performance.now() - started) / 1000);
  } finally {
    await file.close();
    await rm(folder, { recursive: true });
  }
}

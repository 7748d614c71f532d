import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const digest = fileURLToPath(new URL('../test/digest.ts', import.meta.url));
const seed = String(Math.floor(Math.random() * 1_000_000));

/** A replay gives the same rows whatever the machine's time zone and language. */
async function checkPlaces(...args: readonly string[]): Promise<void> {
  const places = [
    { TZ: 'UTC', LC_ALL: 'C.UTF-8' },
    { TZ: 'Pacific/Kiritimati', LC_ALL: 'ru_RU.UTF-8' },
    { TZ: 'America/St_Johns', LC_ALL: 'tr_TR.UTF-8' },
  ];
  const hashes = await Promise.all(
    places.map(
      async (place) =>
        (await promisify(execFile)(process.execPath, [digest, seed, ...args], { env: { ...process.env, ...place } }))
          .stdout,
    ),
  );
  expect(new Set(hashes).size, hashes.join(' ')).toBe(1);
  expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
}

test(`T20: a replay under other time zones and locales gives the same rows (seed ${seed})`, { timeout: 300_000 }, () =>
  checkPlaces(),
);

test(
  'planted fault: a projection that writes dates in the way of its machine is found out',
  { timeout: 300_000 },
  async () => {
    await expect(checkPlaces('localised')).rejects.toThrow();
  },
);

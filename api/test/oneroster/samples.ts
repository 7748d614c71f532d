import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const beside = fileURLToPath(new URL('../../../../shared/data', import.meta.url));

/** A bundle written by another program, or null where this machine has none; `PEREMENA_SAMPLES` says where they are. */
export function sample(name: string): string | null {
  const path = join(process.env['PEREMENA_SAMPLES'] ?? beside, 'oneroster', name);
  return existsSync(path) ? path : null;
}

/** Whose name to give a test that is skipped for want of samples. */
export const sampleTitle = (name: string): string =>
  sample(name) ? name : `${name} (skipped: no samples here, set PEREMENA_SAMPLES)`;

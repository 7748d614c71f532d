import { liveSchema, openReadModels } from './connection.ts';
import { tryProjectorLock } from './lock.ts';

/**
 * Removes the read models with their checkpoints, so that the next start makes them from the log in use. False where a projector works: they
 * are then as they were.
 */
export async function resetReadModels(url: string): Promise<boolean> {
  const held = await tryProjectorLock(url, liveSchema);
  if (!held) return false;
  const sql = openReadModels({ url, max: 1 });
  try {
    await sql.unsafe(`drop schema if exists ${liveSchema} cascade`);
    return true;
  } finally {
    await Promise.all([sql.end({ timeout: 5 }), held.release()]);
  }
}

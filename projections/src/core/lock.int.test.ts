import { startProxy } from '@peremena/events/test/proxy';
import { freshDatabase } from '@peremena/events/test/postgres';
import { expect, test, vi } from 'vitest';
import { tryProjectorLock } from './lock.ts';

const often = { every: 20, limit: 100 };

/** Takes the lock, freezes the link, and waits for the loss to be seen. */
async function seen(asked: typeof often, patienceMs: number): Promise<void> {
  const link = await startProxy(await freshDatabase());
  const held = await tryProjectorLock(link.url, 'read_models', asked);
  try {
    expect(held?.lost.aborted).toBe(false);
    link.freeze();
    await vi.waitFor(() => expect(held?.lost.aborted, 'seen as lost').toBe(true), patienceMs);
  } finally {
    await Promise.all([held?.release(), link.stop()]);
  }
}

test('a server that vanished without a word is found out by an idle projector', () => seen(often, 60_000));

test('planted fault: one that never asks believes for ever that it holds the lock', async () => {
  await expect(seen({ ...often, every: 2 ** 30 }, 1_000)).rejects.toThrow(/seen as lost/);
});

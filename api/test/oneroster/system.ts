import { openMemoryStore, openMemoryVault } from '@peremena/events/store';
import { sealingBy } from '../../src/assemble.ts';
import { commandHandler } from '../../src/core/handle-command.ts';

/** A log with nothing in it, in memory, and what carries commands out on it. */
export function emptySystem() {
  const store = openMemoryStore();
  const vault = openMemoryVault();
  const sealing = sealingBy(vault);
  return { store, vault, sealing, commands: commandHandler({ store, sealing }) };
}
export type System = ReturnType<typeof emptySystem>;

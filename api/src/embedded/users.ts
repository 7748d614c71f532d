import { isAlive } from '@peremena/events/store/embedded';
import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * The processes that use an embedded server, a file named by its process number for each.
 * The last one to leave stops the server, so a command-line import never pulls it from under a running copy.
 */
export interface Users {
  enter(): Promise<void>;
  /** Leaves, and says whether nobody else is there. */
  leave(): Promise<boolean>;
}

export function usersOf(folder: string): Users {
  const mine = join(folder, String(process.pid));
  return {
    async enter() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await writeFile(mine, '');
    },
    async leave() {
      await rm(mine, { force: true });
      let others = 0;
      for (const name of await readdir(folder).catch(() => [])) {
        if (isAlive(Number(name))) others++;
        else await rm(join(folder, name), { force: true });
      }
      return others === 0;
    },
  };
}

import { demoPassword, makeDemo } from '../demo/demo.ts';
import { hashPassword } from '../session/argon2.ts';
import { createSignIns } from '../session/credentials.ts';
import type { Command } from './command.ts';
import { withInstance } from './instance.ts';
import { progressLine } from './progress-line.ts';
import { words } from './words.ts';

/** `demo`: makes the demo school where there is none, beside whatever else there is. */
export const demoCommand: Command = (_, { say, language, stderr }) =>
  withInstance(async ({ api: { parts } }) => {
    const { store, commands, sql, clock } = parts;
    const line = progressLine(stderr, 'Demo', words[language].left);
    const { signIns } = await makeDemo({
      store,
      commands,
      now: clock(),
      onProgress: (done, total) => line.show(done, total),
    });
    line.end();
    const passwordHash = await hashPassword(demoPassword);
    await createSignIns(
      sql,
      signIns.map(({ login, personId }) => ({ login, personId, passwordHash })),
    );
    say(words[language].demo(demoPassword));
    for (const { login, name } of signIns) say(`  ${login.padEnd(8)} ${name}`);
    return 0;
  });

import { parseArgs } from 'node:util';
import { demoPassword, makeDemo, type DemoSize } from '../demo/demo.ts';
import { hashPassword } from '../session/argon2.ts';
import { createSignIns } from '../session/credentials.ts';
import type { Command } from './command.ts';
import { withInstance } from './instance.ts';
import { progressLine } from './progress-line.ts';
import { words } from './words.ts';

/** Schools of a whole region at most. */
const most = 200;

/** `demo`: makes the demo where there is none, beside whatever else there is, or adds schools to it. */
export const demoCommand: Command = async (args, { say, language, stderr }) => {
  const { size, scale, seed } = asked(args);
  return withInstance(async ({ api: { parts } }) => {
    const { store, commands, vault, looks, sql, clock } = parts;
    const line = progressLine(stderr, 'Demo', words[language].left);
    const { signIns } = await makeDemo({
      store,
      commands,
      vault,
      looks,
      now: clock(),
      size,
      ...(scale ? { scale } : {}),
      ...(seed ? { seed } : {}),
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
};

function asked(args: readonly string[]): { size: DemoSize; scale: number | null; seed: string | undefined } {
  const { values } = parseArgs({
    args: [...args],
    options: { size: { type: 'string' }, scale: { type: 'string' }, seed: { type: 'string' } },
  });
  const { size = 'full', seed } = values;
  if (size !== 'small' && size !== 'full') throw new RangeError('--size is one of: small, full');
  const scale = values.scale === undefined ? null : Number(values.scale);
  if (scale !== null && (!Number.isInteger(scale) || scale < 1 || scale > most)) {
    throw new RangeError(`--scale takes a whole number from 1 to ${most}`);
  }
  if (scale !== null && size === 'small') throw new RangeError('--scale goes with --size full');
  return { size, scale, seed };
}

import { findRunning } from '../running.ts';
import { setUpAtStart } from '../setup/at-start.ts';
import type { Command } from './command.ts';
import { withInstance } from './instance.ts';
import { words } from './words.ts';

/** `setup code`: a new code for the first-run page; 1 where there is a school already. */
export const setUpCodeCommand: Command = (_, { say, warn, language }) =>
  withInstance(async ({ api: { parts }, folder }) => {
    const made = await setUpAtStart(parts);
    if (!made) {
      warn(words[language].setUpDone);
      return 1;
    }
    const running = await findRunning(folder);
    say(words[language].setUpCode(made.code, made.hours));
    if (running) say(`${running.address}/setup#${made.code}`);
    return 0;
  });

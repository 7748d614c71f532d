import type { Command } from './command.ts';
import { demoCommand } from './demo.ts';
import { importCommand } from './import-oneroster.ts';
import { rebuildCommand, statusCommand } from './projection.ts';
import { languageOf, words } from './words.ts';

const commands: Readonly<Record<string, Command>> = {
  'import oneroster': importCommand,
  demo: demoCommand,
  'projection status': statusCommand,
  'projection rebuild': rebuildCommand,
};

const language = languageOf(process.env);
const warn = (line: string): void => void process.stderr.write(`${line}\n`);

async function run(args: readonly string[]): Promise<number> {
  const name = Object.keys(commands).find((words_) => words_ === args.slice(0, words_.split(' ').length).join(' '));
  const command = name === undefined ? undefined : commands[name];
  if (!name || !command) {
    warn(words[language].usage);
    return args.length === 0 || args[0] === 'help' || args[0] === '--help' ? 0 : 2;
  }
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  return command(args.slice(name.split(' ').length), { say, warn, language, stderr: process.stderr });
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  warn(error instanceof Error ? error.message : String(error));
  // Words that were not understood, as against work that failed.
  process.exitCode = error instanceof TypeError || error instanceof RangeError ? 2 : 1;
}

import type { Command } from './command.ts';
import { misunderstood, usageOf } from './usage.ts';
import { languageOf, words } from './words.ts';

/** Each command is loaded when it is asked for. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  'import oneroster': async () => (await import('./import-oneroster.ts')).importCommand,
  'import lists': async () => (await import('./import-lists.ts')).importListsCommand,
  'import list': async () => (await import('./import-list.ts')).importListCommand,
  'import undo': async () => (await import('./import-undo.ts')).importUndoCommand,
  'export oneroster': async () => (await import('./export-oneroster.ts')).exportCommand,
  'setup code': async () => (await import('./setup-code.ts')).setUpCodeCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  'log copy': async () => (await import('./log-copy.ts')).copyCommand,
  'projection status': async () => (await import('./projection.ts')).statusCommand,
  'projection rebuild': async () => (await import('./projection.ts')).rebuildCommand,
  'projection reset': async () => (await import('./projection.ts')).resetCommand,
};

const language = languageOf(process.env);
const warn = (line: string): void => void process.stderr.write(`${line}\n`);

async function run(args: readonly string[]): Promise<number> {
  const name = Object.keys(commands).find((words_) => words_ === args.slice(0, words_.split(' ').length).join(' '));
  const load = name === undefined ? undefined : commands[name];
  if (!name || !load) {
    const [first = 'help'] = args;
    const asked = first === 'help' || first === '--help';
    if (!asked) warn(words[language].notUnderstood(args.slice(0, 2).join(' ')));
    warn(usageOf(language, asked ? '' : first));
    return asked ? 0 : 2;
  }
  if (args.includes('--help')) {
    warn(usageOf(language, name));
    return 0;
  }
  const write = (piece: string): void => void process.stdout.write(piece);
  const say = (line: string): void => write(`${line}\n`);
  const command = await load();
  try {
    return await command(args.slice(name.split(' ').length), { say, write, warn, language, stderr: process.stderr });
  } catch (error) {
    const wrong = misunderstood(error, language, name);
    if (wrong === null) throw error;
    warn(wrong);
    return 2;
  }
}

// Who reads us may stop reading (`| head`); the work goes on to its end.
for (const out of [process.stdout, process.stderr]) out.on('error', () => undefined);

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  warn(error instanceof Error ? error.message : String(error));
  // Words that were not understood, as against work that failed.
  process.exitCode = error instanceof TypeError || error instanceof RangeError ? 2 : 1;
}
// A program that started us holds a line to us, to say that it ends; it is no reason to stay.
process.channel?.unref();

import type { Language } from '../core/problem-table.ts';
import { words } from './words.ts';

/** The lines of the usage that are about commands beginning so; all of them where none does. */
export function usageOf(language: Language, begin: string): string {
  const [title = '', ...lines] = words[language].usage.split('\n');
  const commands: string[][] = [];
  for (const line of lines) {
    if (/^ {2}\S/.test(line)) commands.push([line]);
    else commands.at(-1)?.push(line);
  }
  const about = commands.filter(([line = '']) => `${line.trim()} `.startsWith(`${begin} `));
  return [title, ...(about.length > 0 ? about : commands).flat()].join('\n');
}

/** What was wrong with the words of a command, and how it is used. `name`: as far as it was understood. */
export function misunderstood(error: unknown, language: Language, name: string): string | null {
  if (!(error instanceof TypeError)) return null;
  const told = words[language];
  const { code } = error as { readonly code?: string };
  if (code?.startsWith('ERR_PARSE_ARGS')) {
    const [, option = ''] = /'(-[^\s',]*)/.exec(error.message) ?? [];
    return `${told.notUnderstood(option)}\n${usageOf(language, name)}`;
  }
  return error.message === told.usage ? usageOf(language, name) : null;
}

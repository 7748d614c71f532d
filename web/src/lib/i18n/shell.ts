import type { Language } from './language.ts';
import en from './shell.en.ts';
import ru from './shell.ru.ts';
import type { Like } from './words.ts';

export type ShellWords = Like<typeof ru>;

/** Words of the frame around every page. Call it where a page is loaded, so that only one language travels. */
export function shellWords(language: Language): ShellWords {
  return language === 'en' ? en : ru;
}

import type { Language } from './language.ts';
import en from './help.en.ts';
import ru from './help.ru.ts';
import type { Like } from './words.ts';

export type HelpWords = Like<typeof ru>;

/** Words of the pages that help others to sign in. */
export function helpWords(language: Language): HelpWords {
  return language === 'en' ? en : ru;
}

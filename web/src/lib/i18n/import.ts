import type { Language } from './language.ts';
import en from './import.en.ts';
import ru from './import.ru.ts';
import type { Like, Say } from './words.ts';

export type ImportWords = Like<typeof ru>;
export type SayImport = Say<ImportWords>;

/** Words of the pages where a school is brought in from a file. */
export function importWords(language: Language): ImportWords {
  return language === 'en' ? en : ru;
}

import type { Language } from './language.ts';
import en from './grid-import.en.ts';
import ru from './grid-import.ru.ts';
import type { Like } from './words.ts';

export type GridImportWords = Like<typeof ru>;

/** Words of the page that takes a grid from a file. */
export function gridImportWords(language: Language): GridImportWords {
  return language === 'en' ? en : ru;
}

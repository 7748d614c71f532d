import type { Language } from './language.ts';
import en from './export.en.ts';
import ru from './export.ru.ts';
import type { Like } from './words.ts';

export type ExportWords = Like<typeof ru>;

/** Words of the page where a school is taken out. */
export function exportWords(language: Language): ExportWords {
  return language === 'en' ? en : ru;
}

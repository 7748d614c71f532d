import type { Language } from './language.ts';
import en from './staff.en.ts';
import ru from './staff.ru.ts';
import type { Like } from './words.ts';

export type StaffWords = Like<typeof ru>;

/** Words of the pages about who works at a school. */
export function staffWords(language: Language): StaffWords {
  return language === 'en' ? en : ru;
}

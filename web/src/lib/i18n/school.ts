import type { Language } from './language.ts';
import en from './school.en.ts';
import ru from './school.ru.ts';
import type { Like } from './words.ts';

export type SchoolWords = Like<typeof ru>;

/** Words of the settings of a school. */
export function schoolWords(language: Language): SchoolWords {
  return language === 'en' ? en : ru;
}

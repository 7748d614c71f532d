import type { Language } from './language.ts';
import en from './classes.en.ts';
import ru from './classes.ru.ts';
import type { Like } from './words.ts';

export type ClassesWords = Like<typeof ru>;

/** Words of the pages about classes. */
export function classesWords(language: Language): ClassesWords {
  return language === 'en' ? en : ru;
}

import type { Language } from './language.ts';
import en from './year.en.ts';
import ru from './year.ru.ts';
import type { Like, Say } from './words.ts';

export type YearWords = Like<typeof ru>;
export type SayYear = Say<YearWords>;

/** Words of the page about the change of the school year. */
export function yearWords(language: Language): YearWords {
  return language === 'en' ? en : ru;
}

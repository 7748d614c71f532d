import type { Language } from './language.ts';
import en from './set-up.en.ts';
import ru from './set-up.ru.ts';
import type { Like } from './words.ts';

export type SetUpWords = Like<typeof ru>;

/** Words of the first run: making the school, and what to do next. */
export function setUpWords(language: Language): SetUpWords {
  return language === 'en' ? en : ru;
}

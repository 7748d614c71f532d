import type { Language } from './language.ts';
import en from './consents.en.ts';
import ru from './consents.ru.ts';
import type { Like } from './words.ts';

export type ConsentsWords = Like<typeof ru>;

/** Words of the pages about consents. */
export function consentsWords(language: Language): ConsentsWords {
  return language === 'en' ? en : ru;
}

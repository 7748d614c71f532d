import type { Language } from './language.ts';
import en from './notices.en.ts';
import ru from './notices.ru.ts';
import type { Like } from './words.ts';

export type NoticesWords = Like<typeof ru>;

/** Words of the list of notices and of what is wanted of them. */
export function noticesWords(language: Language): NoticesWords {
  return language === 'en' ? en : ru;
}

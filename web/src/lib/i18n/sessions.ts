import type { Language } from './language.ts';
import en from './sessions.en.ts';
import ru from './sessions.ru.ts';
import type { Like } from './words.ts';

export type SessionsWords = Like<typeof ru>;

/** Words of the page about where a person is signed in. */
export function sessionsWords(language: Language): SessionsWords {
  return language === 'en' ? en : ru;
}

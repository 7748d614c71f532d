import type { Language } from './language.ts';
import en from './passkeys.en.ts';
import ru from './passkeys.ru.ts';
import type { Like } from './words.ts';

export type PasskeyWords = Like<typeof ru>;

/** Words of passkeys: keeping them, and signing in with one. */
export function passkeyWords(language: Language): PasskeyWords {
  return language === 'en' ? en : ru;
}

import type { Language } from './language.ts';
import en from './password.en.ts';
import ru from './password.ru.ts';
import type { Like } from './words.ts';

export type PasswordWords = Like<typeof ru>;

/** Words of the page that sets a password. */
export function passwordWords(language: Language): PasswordWords {
  return language === 'en' ? en : ru;
}

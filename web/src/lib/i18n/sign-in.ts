import type { Language } from './language.ts';
import en from './sign-in.en.ts';
import ru from './sign-in.ru.ts';
import type { Like } from './words.ts';

export type SignInWords = Like<typeof ru>;

/** Words of the sign-in page. */
export function signInWords(language: Language): SignInWords {
  return language === 'en' ? en : ru;
}

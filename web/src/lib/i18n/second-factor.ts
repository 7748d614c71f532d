import type { Language } from './language.ts';
import en from './second-factor.en.ts';
import ru from './second-factor.ru.ts';
import type { Like } from './words.ts';

export type SecondFactorWords = Like<typeof ru>;

/** Words of the second factor: setting it up, and signing in with it. */
export function secondFactorWords(language: Language): SecondFactorWords {
  return language === 'en' ? en : ru;
}

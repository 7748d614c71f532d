import type { Language } from './language.ts';
import en from './profile.en.ts';
import ru from './profile.ru.ts';
import type { Like } from './words.ts';

export type ProfileWords = Like<typeof ru>;

/** Words of the page about what schools show of a person. */
export function profileWords(language: Language): ProfileWords {
  return language === 'en' ? en : ru;
}

import type { Language } from './language.ts';
import en from './substitutions.en.ts';
import ru from './substitutions.ru.ts';
import type { Like, Say } from './words.ts';

export type SubstitutionsWords = Like<typeof ru>;
export type SaySubstitutions = Say<SubstitutionsWords>;

/** Words of the page where a deputy settles who gives the lessons of those who are away. */
export function substitutionsWords(language: Language): SubstitutionsWords {
  return language === 'en' ? en : ru;
}

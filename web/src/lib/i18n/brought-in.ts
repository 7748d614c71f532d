import en from './brought-in.en.ts';
import ru from './brought-in.ru.ts';
import type { Language } from './language.ts';
import type { Like, Say } from './words.ts';

export type BroughtInWords = Like<typeof ru>;
export type SayBroughtIn = Say<BroughtInWords>;

/** Words of works and results from another system. */
export function broughtInWords(language: Language): BroughtInWords {
  return language === 'en' ? en : ru;
}

import type { Language } from './language.ts';
import en from './roster.en.ts';
import ru from './roster.ru.ts';
import type { Like } from './words.ts';

export type RosterWords = Like<typeof ru>;

/** Words of changes of who is in a class. */
export function rosterWords(language: Language): RosterWords {
  return language === 'en' ? en : ru;
}

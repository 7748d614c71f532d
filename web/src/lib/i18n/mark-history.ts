import type { Language } from './language.ts';
import en from './mark-history.en.ts';
import ru from './mark-history.ru.ts';
import type { Like } from './words.ts';

export type MarkHistoryWords = Like<typeof ru>;

/** Words of the history of a mark. */
export function markHistoryWords(language: Language): MarkHistoryWords {
  return language === 'en' ? en : ru;
}

import type { Language } from './language.ts';
import en from './journal.en.ts';
import ru from './journal.ru.ts';
import type { Like, Say } from './words.ts';

export type JournalWords = Like<typeof ru>;
export type SayJournal = Say<JournalWords>;

/** Words of the journal pages. */
export function journalWords(language: Language): JournalWords {
  return language === 'en' ? en : ru;
}

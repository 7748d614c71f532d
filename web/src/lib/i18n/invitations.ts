import type { Language } from './language.ts';
import en from './invitations.en.ts';
import ru from './invitations.ru.ts';
import type { Like } from './words.ts';

export type InvitationsWords = Like<typeof ru>;

/** Words of the pages that print invitations. */
export function invitationsWords(language: Language): InvitationsWords {
  return language === 'en' ? en : ru;
}

import type { Language } from './language.ts';
import en from './invitation.en.ts';
import ru from './invitation.ru.ts';
import type { Like } from './words.ts';

export type InvitationWords = Like<typeof ru>;

/** Words of the page that takes an invitation. */
export function invitationWords(language: Language): InvitationWords {
  return language === 'en' ? en : ru;
}

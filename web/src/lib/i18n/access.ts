import en from './access.en.ts';
import ru from './access.ru.ts';
import type { Language } from './language.ts';
import type { Like } from './words.ts';

export type AccessWords = Like<typeof ru>;

/** Words of the page about who looked at whose data. */
export function accessWords(language: Language): AccessWords {
  return language === 'en' ? en : ru;
}

import type { Language } from './language.ts';
import en from './requests.en.ts';
import ru from './requests.ru.ts';
import type { Like } from './words.ts';

export type RequestsWords = Like<typeof ru>;

/** Words of acts that take two persons. */
export function requestsWords(language: Language): RequestsWords {
  return language === 'en' ? en : ru;
}

import type { Language } from './language.ts';
import en from './calendars.en.ts';
import ru from './calendars.ru.ts';
import type { Like } from './words.ts';

export type CalendarsWords = Like<typeof ru>;

/** Words of the page of calendar addresses. */
export function calendarsWords(language: Language): CalendarsWords {
  return language === 'en' ? en : ru;
}

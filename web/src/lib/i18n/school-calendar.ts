import type { Language } from './language.ts';
import en from './school-calendar.en.ts';
import ru from './school-calendar.ru.ts';
import type { Like, Say } from './words.ts';

export type SchoolCalendarWords = Like<typeof ru>;
export type SaySchoolCalendar = Say<SchoolCalendarWords>;

/** Words of the page where a school keeps its bells, terms and days off. */
export function schoolCalendarWords(language: Language): SchoolCalendarWords {
  return language === 'en' ? en : ru;
}

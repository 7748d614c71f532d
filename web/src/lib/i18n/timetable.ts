import type { Language } from './language.ts';
import en from './timetable.en.ts';
import ru from './timetable.ru.ts';
import type { Like, Say } from './words.ts';

export type TimetableWords = Like<typeof ru>;
export type SayTimetable = Say<TimetableWords>;

/** Words of the week of a class, a teacher or a room. */
export function timetableWords(language: Language): TimetableWords {
  return language === 'en' ? en : ru;
}

import type { Language } from './language.ts';
import en from './timetable-steps.en.ts';
import ru from './timetable-steps.ru.ts';
import type { Like } from './words.ts';

export type TimetableStepsWords = Like<typeof ru>;

/** Words of the way to a timetable. */
export function timetableStepsWords(language: Language): TimetableStepsWords {
  return language === 'en' ? en : ru;
}

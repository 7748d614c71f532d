import type { Language } from './language.ts';
import en from './lesson.en.ts';
import ru from './lesson.ru.ts';
import type { Like, Say } from './words.ts';

export type LessonWords = Like<typeof ru>;
export type SayLesson = Say<LessonWords>;

/** Words of the lesson pages. */
export function lessonWords(language: Language): LessonWords {
  return language === 'en' ? en : ru;
}

import type { Language } from './language.ts';
import en from './today.en.ts';
import ru from './today.ru.ts';
import type { Like, Say } from './words.ts';

export type TodayWords = Like<typeof ru>;
export type SayToday = Say<TodayWords>;

/** Words of the teacher's day. */
export function todayWords(language: Language): TodayWords {
  return language === 'en' ? en : ru;
}

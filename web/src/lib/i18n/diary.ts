import en from './diary.en.ts';
import ru from './diary.ru.ts';
import type { Language } from './language.ts';
import type { Like } from './words.ts';

export type DiaryWords = Like<typeof ru>;

/** Words of the diary. */
export function diaryWords(language: Language): DiaryWords {
  return language === 'en' ? en : ru;
}

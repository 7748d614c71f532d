import en from './health.en.ts';
import ru from './health.ru.ts';
import type { Language } from './language.ts';
import type { Like } from './words.ts';

export type HealthWords = Like<typeof ru>;

/** Words of the page that says how the deployment is. */
export function healthWords(language: Language): HealthWords {
  return language === 'en' ? en : ru;
}

import type { Language } from './language.ts';
import en from './guardians.en.ts';
import ru from './guardians.ru.ts';
import type { Like } from './words.ts';

export type GuardiansWords = Like<typeof ru>;

/** Words of guardians, orders and the own family. */
export function guardiansWords(language: Language): GuardiansWords {
  return language === 'en' ? en : ru;
}

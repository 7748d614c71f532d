import type { Language } from './language.ts';
import en from './versions.en.ts';
import ru from './versions.ru.ts';
import type { Like, Say } from './words.ts';

export type VersionsWords = Like<typeof ru>;
export type SayVersions = Say<VersionsWords>;

/** Words of the pages where a deputy draws up a timetable, and of the one that tells each person what changes. */
export function versionsWords(language: Language): VersionsWords {
  return language === 'en' ? en : ru;
}

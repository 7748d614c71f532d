import type { Language } from './language.ts';
import en from './class-staff.en.ts';
import ru from './class-staff.ru.ts';
import type { Like, Say } from './words.ts';

export type ClassStaffWords = Like<typeof ru>;
export type SayClassStaff = Say<ClassStaffWords>;

/** Words of the page about who teaches a class. */
export function classStaffWords(language: Language): ClassStaffWords {
  return language === 'en' ? en : ru;
}

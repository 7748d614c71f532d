import type { AttendanceCode, CorrectionReason, WorkKind } from '@peremena/events';
import type { Language } from './language.ts';
import en from './marking.en.ts';
import ru from './marking.ru.ts';
import type { Like, Say } from './words.ts';

export type MarkingWords = Like<typeof ru>;
export type SayMarking = Say<MarkingWords>;

/** Words around marks and attendance, shared by journal and lesson. */
export function markingWords(language: Language): MarkingWords {
  return language === 'en' ? en : ru;
}

const codes = { absent: 'codeAbsent', ill: 'codeIll', late: 'codeLate' } as const;
const reasons = { typo: 'reasonTypo', retake: 'reasonRetake', appeal: 'reasonAppeal', other: 'reasonOther' } as const;
const kinds = {
  classwork: ['kindClasswork', 'shortClasswork'],
  homework: ['kindHomework', 'shortHomework'],
  quiz: ['kindQuiz', 'shortQuiz'],
  test: ['kindTest', 'shortTest'],
  project: ['kindProject', 'shortProject'],
  oral: ['kindOral', 'shortOral'],
} as const;

/** The letter of an attendance code: «н». */
export const codeKey = (code: AttendanceCode): keyof MarkingWords => codes[code];
/** «опечатка» */
export const reasonKey = (reason: CorrectionReason): keyof MarkingWords => reasons[reason];
/** «самостоятельная» */
export const kindKey = (kind: WorkKind): keyof MarkingWords => kinds[kind][0];
/** «с/р» */
export const shortKindKey = (kind: WorkKind): keyof MarkingWords => kinds[kind][1];

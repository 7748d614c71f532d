import type { SubjectCode } from './subjects.ts';

/** The classes whose weeks are written by hand: all of the small school, four of the full one. */
export const classTitles = ['3А', '7А', '7Б', '9А'] as const;
export type ClassTitle = (typeof classTitles)[number];

/** The week of each class: a line per weekday, Monday first. */
const week: Readonly<Record<ClassTitle, string>> = {
  '3А': `окр чт мат рус изо
    рус мат чт физк муз
    рус англ мат окр чт
    рус физк англ мат
    чт рус физк труд
    -`,
  '7А': `рус ист труд алг физк
    геогр лит геом ист англ
    рус физ англ физк инф
    алг рус физк вер био
    рус муз англ лит физ
    алг труд геогр геом изо`,
  '7Б': `ист физ алг рус геогр
    алг физк лит англ вер
    геогр геом рус изо физк
    рус труд муз физ инф
    англ био труд ист алг
    рус геом англ физк лит`,
  '9А': `геом физк лит физ англ
    рус геогр англ хим био
    рус ист инф алг геом физк
    лит ист алг физк физ
    ист рус вер геогр хим лит
    общ физ био англ алг`,
};

/** Subjects of a class on a weekday (0 for Monday) in the order of bells. No teacher is in two places: a test checks. */
export function dayOf(klass: ClassTitle, weekday: number): readonly SubjectCode[] {
  const line = week[klass].split('\n')[weekday]?.trim() ?? '-';
  return line === '-' ? [] : (line.split(' ') as SubjectCode[]);
}

export function subjectsOf(klass: ClassTitle): readonly SubjectCode[] {
  return [...new Set([0, 1, 2, 3, 4, 5].flatMap((weekday) => dayOf(klass, weekday)))];
}

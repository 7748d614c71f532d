import type { AttendanceCode, WorkKind } from '@peremena/events';
import type { Language } from '../core/problem-table.ts';

interface Named {
  readonly codes: Record<AttendanceCode, string>;
  readonly kinds: Record<WorkKind, string>;
}

/** Words of the journal as a file. */
export const fileWords = {
  ru: {
    journal: 'Журнал',
    lessons: 'Темы и задания',
    no: '№',
    pupil: 'Ученик',
    average: 'Средний балл',
    count: 'Отметок',
    slot: 'урок',
    codes: { absent: 'н', ill: 'б', late: 'о' },
    date: 'Дата',
    lesson: 'Урок',
    topic: 'Тема',
    homework: 'Задание на дом',
    due: 'Сдать к',
    work: 'Вид работы',
    weight: 'Вес',
    state: 'Примечание',
    cancelled: 'отменён',
    noRoll: 'переклички не было',
    legend: 'н — не был, б — болел, о — опоздал; подчёркнуто — отметку исправляли; серое — в этот день не в группе',
    kinds: {
      classwork: 'работа на уроке',
      homework: 'домашняя работа',
      quiz: 'самостоятельная работа',
      test: 'контрольная работа',
      oral: 'устный ответ',
      project: 'проект',
    },
  },
  en: {
    journal: 'Journal',
    lessons: 'Topics and homework',
    no: 'No.',
    pupil: 'Pupil',
    average: 'Average',
    count: 'Marks',
    slot: 'lesson',
    codes: { absent: 'a', ill: 'i', late: 'l' },
    date: 'Date',
    lesson: 'Lesson',
    topic: 'Topic',
    homework: 'Homework',
    due: 'Due',
    work: 'Kind of work',
    weight: 'Weight',
    state: 'Remark',
    cancelled: 'cancelled',
    noRoll: 'no roll taken',
    legend: 'a: absent, i: ill, l: late; underlined: the mark was corrected; grey: not in the group on that day',
    kinds: {
      classwork: 'classwork',
      homework: 'homework',
      quiz: 'quiz',
      test: 'test',
      oral: 'oral answer',
      project: 'project',
    },
  },
} satisfies Record<Language, Readonly<Record<string, unknown>> & Named>;

export type FileWords = (typeof fileWords)['ru'];

import { average, type Scale } from '@peremena/events';
import type { DiaryLesson } from './query.ts';

/** How a subject goes this term, up to the end of the week shown. */
export interface DiarySubject {
  readonly subject: { readonly id: string; readonly title: string };
  readonly average: string | null;
  /** As it stood before the week shown. */
  readonly previousAverage: string | null;
  /** The last twelve marks that count, as numbers, oldest first. */
  readonly spark: readonly number[];
  readonly missed: number;
  readonly late: number;
}

type Attended = Pick<DiaryLesson, 'subject' | 'date' | 'marks' | 'attendance'>;

/** Averages, last marks and absences by subject, in the order of the subjects' names. */
export function subjectsOf(scale: Scale, lessons: readonly Attended[], weekFrom: string): readonly DiarySubject[] {
  const bySubject = Map.groupBy(lessons, (lesson) => lesson.subject.id);
  const subjects = [...bySubject.values()].map((list) => {
    const marks = list.flatMap((lesson) => lesson.marks);
    const earlier = list.filter(({ date }) => date < weekFrom).flatMap((lesson) => lesson.marks);
    return {
      subject: (list[0] as Attended).subject,
      average: average(scale, marks),
      previousAverage: average(scale, earlier),
      spark: marks
        .flatMap(({ value }) => (scale.counts[value] === undefined ? [] : [Number(scale.counts[value])]))
        .slice(-12),
      missed: list.filter(({ attendance }) => attendance === 'absent' || attendance === 'ill').length,
      late: list.filter(({ attendance }) => attendance === 'late').length,
    };
  });
  const collator = new Intl.Collator('ru');
  return subjects.toSorted(
    (a, b) => collator.compare(a.subject.title, b.subject.title) || (a.subject.id < b.subject.id ? -1 : 1),
  );
}

import type { AnswerOf, Api, Child, Me } from '#lib/answers.ts';
import { initialsOf } from '#lib/names.ts';
import { minutesOf } from '#lib/ui/minutes.ts';

/** A week of the diary as the API answers it. */
export type Diary = AnswerOf<Api['diary'][':pupilId']['$get']>;
export type DiaryDay = Diary['days'][number];
export type DiaryLesson = DiaryDay['lessons'][number];
export type DiaryMark = DiaryLesson['marks'][number];
export type DiarySubject = Diary['subjects'][number];

/** A consent the school waits for: of which child, of which kind. */
export type Asked = Pick<AnswerOf<Api['consents']['$get']>['pupils'][number], 'pupil'> & {
  readonly kind: AnswerOf<Api['consents']['$get']>['pupils'][number]['consents'][number]['kind'];
};

/** Whose diaries a person reads: their children's, and their own as a pupil. */
export function readersOf(me: Me): readonly Child[] {
  const pupil = me.actings.find(({ role }) => role === 'pupil');
  if (!pupil) return me.children;
  const school = me.schools.find(({ id }) => id === pupil.schoolId);
  const { id, name, short } = me.person;
  const place = { schoolId: pupil.schoolId ?? '', schoolTitle: school?.title ?? '', classId: null, classTitle: null };
  return [{ id, name, short, initials: initialsOf(name), colour: 1, ...place }, ...me.children];
}

/** Days worth a place: Monday to Friday, the weekend where there are lessons, and a day asked for. */
export function shownDays(days: readonly DiaryDay[], asked?: string): readonly DiaryDay[] {
  return days.filter(({ date, lessons }, index) => index < 5 || lessons.length > 0 || date === asked);
}

/** What is new of a pupil, as the notices count it. */
export type News = AnswerOf<Api['notices']['unread']['$get']>['pupils'][number];

/** Marks whose last writing is among these events, in the order they were written. */
export function freshMarks(days: readonly DiaryDay[], events: readonly string[] = []) {
  return days
    .flatMap(({ lessons }) => lessons.flatMap((lesson) => lesson.marks.map((mark) => ({ lesson, mark }))))
    .filter(({ mark }) => events.includes(mark.event))
    .toSorted((a, b) => ((a.mark.at ?? '') < (b.mark.at ?? '') ? -1 : 1));
}

/** What goes on at a clock time of a day: the lesson now, the one after, and whether the day has begun or ended. */
export function nowIn(all: readonly DiaryLesson[], clock: string) {
  const at = minutesOf(clock);
  const lessons = all.filter(({ cancelled }) => cancelled === null);
  const current = lessons.find(({ from, to }) => minutesOf(from) <= at && at < minutesOf(to)) ?? null;
  const next = lessons.find(({ from }) => minutesOf(from) > at) ?? null;
  const begun = lessons.some(({ from }) => minutesOf(from) <= at);
  const done = current && (at - minutesOf(current.from)) / (minutesOf(current.to) - minutesOf(current.from));
  return { current, next, begun, done: done ?? 0, left: current ? minutesOf(current.to) - at : 0 };
}

/** The next day with lessons after `date`, with what is to be ready for it. */
export function nextSchoolDay(days: readonly DiaryDay[], date: string) {
  const day = days.find((one) => one.date > date && one.lessons.some(({ cancelled }) => cancelled === null));
  if (!day) return null;
  const tasks = day.lessons.flatMap(({ id, subject, due }) =>
    due.map(({ text }, index) => ({ key: `${id} ${index}`, subject: subject.title, text })),
  );
  return { date: day.date, tasks };
}

/** Difference of two averages in hundredths; null when there is nothing to compare. */
export function deltaOf({
  average,
  previousAverage,
}: Pick<DiarySubject, 'average' | 'previousAverage'>): number | null {
  if (average === null || previousAverage === null) return null;
  return Math.round(Number(average) * 100) - Math.round(Number(previousAverage) * 100);
}

/** «+0,07» or «−0,11» of hundredths. */
export function signed(hundredths: number): string {
  const size = (Math.abs(hundredths) / 100).toFixed(2);
  return hundredths === 0 ? '0' : `${hundredths > 0 ? '+' : '−'}${size}`;
}

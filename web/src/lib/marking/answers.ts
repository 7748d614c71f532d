import type { AnswerOf, Api } from '#lib/answers.ts';

/** What the API answers to a teacher. */
export type TodayAnswer = AnswerOf<Api['today']['$get']>;
export type TodayLesson = TodayAnswer['lessons'][number];
export type GroupTaught = AnswerOf<Api['journal']['$get']>['groups'][number];
export type JournalAnswer = AnswerOf<Api['journal'][':groupId']['$get']>;
export type JournalLesson = JournalAnswer['lessons'][number];
export type LessonAnswer = AnswerOf<Api['lessons'][':lessonId']['$get']>;
export type Mark = NonNullable<LessonAnswer['pupils'][number]['mark']>;

interface GroupSeen {
  readonly title: string;
  readonly classTitle: string | null;
}

/** «7Б, алгебра»; a part of a class is told by its own title. */
export function groupAndSubject({ title, classTitle }: GroupSeen, subject: { readonly title: string }): string {
  const group = title || classTitle || '';
  const said = group.toLocaleLowerCase('ru').includes(subject.title.toLocaleLowerCase('ru'));
  return said || !subject.title
    ? group
    : `${group}, ${subject.title.charAt(0).toLocaleLowerCase('ru')}${subject.title.slice(1)}`;
}

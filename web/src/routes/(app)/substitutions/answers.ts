import type { AnswerOf, Api } from '#lib/answers.ts';

export type Day = AnswerOf<Api['schools'][':schoolId']['absences']['$get']>;
export type DayLesson = Day['lessons'][number];
export type Candidates = AnswerOf<Api['lessons'][':lessonId']['substitutes']['$get']>;
export type Merge = Candidates['merges'][number];
export type Candidate = Candidates['teachers'][number];

/** What is to be told of a lesson of the day: nothing yet, or what was decided. */
export type Decided = 'wanted' | 'parted' | 'merged' | 'substitute' | 'cancelled' | 'moved' | 'movedHere';

export function decidedOf(lesson: DayLesson, date: string): Decided {
  if (lesson.cancelled) return 'cancelled';
  if (lesson.date !== date) return 'moved';
  if (lesson.substitute && lesson.together) return lesson.together.broken ? 'parted' : 'merged';
  if (lesson.substitute) return 'substitute';
  return lesson.movedFrom ? 'movedHere' : 'wanted';
}

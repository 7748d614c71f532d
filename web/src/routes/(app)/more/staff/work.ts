import type { AnswerOf, Api } from '#lib/answers.ts';
import { dayAndMonth } from '#lib/i18n/dates.ts';
import type { Language } from '#lib/i18n/language.ts';
import type { StaffWords } from '#lib/i18n/staff.ts';
import type { Say } from '#lib/i18n/words.ts';

export type Member = AnswerOf<Api['schools'][':schoolId']['staff'][':personId']['$get']>['member'];
export type Work = Member['work'][number];

/** Whether it has not ended on a day. */
export const goesOn = ({ to }: Pick<Work, 'to'>, today: string) => to === null || to >= today;

/** What somebody does, in words, without dates. */
export function workLine(work: Work, say: Say<StaffWords>, language: Language): string {
  if (work.kind === 'post') return say(work.post ?? 'teacher');
  if (work.kind === 'substitutes') return say('substitutes', { from: dayAndMonth(work.from, language) });
  return say(work.kind, { title: work.title ?? '' });
}

/** A member in one line: posts and classes by name, groups by number. */
export function inShort(work: readonly Work[], say: Say<StaffWords>, language: Language): string {
  const groups = work.filter(({ kind }) => kind === 'teaches').length;
  const named = work
    .filter(({ kind }) => kind === 'post' || kind === 'tutor')
    .map((one) => workLine(one, say, language));
  return [...new Set(named), ...(groups > 0 ? [say('groups', { n: groups })] : [])].join(' · ');
}

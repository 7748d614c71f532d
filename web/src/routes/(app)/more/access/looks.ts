import type { AnswerOf, Api } from '#lib/answers.ts';
import type { AccessWords } from '#lib/i18n/access.ts';
import { dateAt, dayAndMonth } from '#lib/i18n/dates.ts';
import type { Language } from '#lib/i18n/language.ts';
import type { Say } from '#lib/i18n/words.ts';

export type Look = AnswerOf<Api['looks']['$get']>['looks'][number];

/** What was looked at, in words: «журнал: Алгебра, 7Б». */
export function whatOf({ kind, thing }: Look, say: Say<AccessWords>, language: Language): string {
  if (!thing) return say(kind, { thing: '' }).replace(/[:\s]+$/, '');
  const { title, subject, date } = thing;
  if (subject === null) return `${say(kind)} ${title}`;
  const named = date
    ? say('lessonThing', { subject, title, date: dayAndMonth(date, language) })
    : say('thing', { subject, title });
  return say(kind, { thing: named });
}

/** Whose data it was: some names, and how many more. */
export function whoseOf({ of, people }: Look, say: Say<AccessWords>): string {
  const names = of.map(({ short }) => short || say('nameless')).join(', ');
  return say('of', { names: people > of.length ? say('andMore', { names, n: people - of.length }) : names });
}

/** Looks by the day they fell on, in the order given. */
export function byDay(looks: readonly Look[], timeZone: string): readonly (readonly [string, readonly Look[]])[] {
  return [...Map.groupBy(looks, ({ at }) => dateAt(at, timeZone))];
}

import type { AnswerOf, Api } from '#lib/answers.ts';
import type { Say } from '#lib/i18n/words.ts';
import type { RequestsWords } from '#lib/i18n/requests.ts';

export type Listed = AnswerOf<Api['requests']['$get']>['requests'][number];

/** What is to be done, in one line. */
export function actLine({ act, guardian }: Pick<Listed, 'act' | 'guardian'>, say: Say<RequestsWords>): string {
  if ('post' in act) return say(act.kind, { post: say(act.post) });
  return say(act.kind, { guardian: guardian?.short ?? '' });
}

/** Dates and parts of an act, as pairs of a word and a value. */
export function actFacts(
  act: Listed['act'],
  say: Say<RequestsWords>,
  day: (date: string) => string,
): readonly (readonly [string, string])[] {
  const facts: (readonly [string, string])[] = [];
  if (act.kind === 'link_guardian')
    facts.push([say('relation'), say(act.relation === 'guardian' ? 'relation_guardian' : act.relation)]);
  if ('keeps' in act)
    facts.push([
      say('keeps'),
      act.keeps.length === 0 ? say('keepsNothing') : act.keeps.map((part) => say(part)).join(', '),
    ]);
  if ('from' in act) facts.push([say('from'), day(act.from)], [say('to'), act.to === null ? say('open') : day(act.to)]);
  if ('lastDay' in act) facts.push([say('lastDay'), day(act.lastDay)]);
  return facts;
}

import type { AnswerOf, Api } from '#lib/answers.ts';
import type { ConsentsWords } from '#lib/i18n/consents.ts';
import type { Say } from '#lib/i18n/words.ts';

export type PupilPage = AnswerOf<Api['consents']['$get']>['pupils'][number];
export type Consent = PupilPage['consents'][number];
export type Text = AnswerOf<Api['consents'][':pupilId']['$get']>['texts'][number];

/** How a consent stands, in words; a new text is named beside an answer that still counts. */
export function stands({ standing, waits }: Pick<Consent, 'standing' | 'waits'>, say: Say<ConsentsWords>): string {
  return waits && standing !== 'waiting' ? `${say(standing)} · ${say('waitingNew').toLowerCase()}` : say(standing);
}

/** The class of the tag a standing is shown as. */
export const tagOf = ({ standing, waits }: Pick<Consent, 'standing' | 'waits'>): string =>
  waits ? 'tag bell' : { given: 'tag', declined: 'tag red', waiting: 'tag bell', unasked: 'tag plain' }[standing];

import type { ConsentKind, SchoolId, WordingEvent } from '@peremena/events';
import { Refusal, type Decider } from '../core/decider.ts';
import type { PublishConsentTextBody } from './commands.ts';

export interface PublishConsentText extends PublishConsentTextBody {
  readonly type: 'PublishConsentText';
  readonly schoolId: SchoolId;
  readonly context: { readonly today: string };
}

type Newest = Readonly<Partial<Record<ConsentKind, number>>>;

/** The texts of one school: versions of a kind follow one another without gaps, and nothing that was asked by is changed. */
export const wordingDecider: Decider<Newest, PublishConsentText, WordingEvent> = {
  initialState: {},
  decide(newest, { schoolId, kind, ru, en, earlierUntil, reason, saw, context }) {
    const version = newest[kind] ?? 0;
    if (saw !== version) throw new Refusal('consent_text_changed', { kind, version });
    if (earlierUntil !== null && earlierUntil < context.today) throw new Refusal('consent_until_past');
    return [
      { type: 'ConsentTextPublished', data: { schoolId, kind, version: version + 1, ru, en, earlierUntil, reason } },
    ];
  },
  evolve: (newest, { data }) => ({ ...newest, [data.kind]: data.version }),
};

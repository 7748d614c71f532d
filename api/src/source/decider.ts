import type { PersonId, SourceEvent } from '@peremena/events';
import { type Decider, Refusal } from '../core/decider.ts';
import type { SourceCommand } from './commands.ts';

/** People by the ids a source knows them under, where these are not their own. */
export type SourceState = ReadonlyMap<PersonId, PersonId>;

/** Rules of a source: one id of it is one person, and it knows a person under one such id. */
export const sourceDecider: Decider<SourceState, SourceCommand, SourceEvent> = {
  initialState: new Map(),
  decide(matched, { type, sourceId, knownAs, personId }) {
    const now = matched.get(knownAs);
    if (type === 'WithdrawMatch')
      return now === personId ? [{ type: 'PersonMatchWithdrawn', data: { sourceId, knownAs, personId } }] : [];
    if (now === personId) return [];
    if (now !== undefined) throw new Refusal('matched_otherwise', { personId: now });
    if (matched.values().some((one) => one === personId)) throw new Refusal('matched_already', { personId });
    return [{ type: 'PersonMatched', data: { sourceId, knownAs, personId } }];
  },
  evolve(matched, { type, data: { knownAs, personId } }) {
    const next = new Map(matched);
    if (type === 'PersonMatched') next.set(knownAs, personId);
    else next.delete(knownAs);
    return next;
  },
};

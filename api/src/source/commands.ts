import { PersonId, SourceId } from '@peremena/events';
import * as v from 'valibot';

const match = { sourceId: SourceId, knownAs: PersonId, personId: PersonId };

/** Whom a source knows under an id is a person who is here: somebody said so. */
export const MatchPerson = v.strictObject({ type: v.literal('MatchPerson'), ...match });
/** As it was recorded: who was matched otherwise since is left alone. */
export const WithdrawMatch = v.strictObject({ type: v.literal('WithdrawMatch'), ...match });

export const SourceCommand = v.variant('type', [MatchPerson, WithdrawMatch]);
export type SourceCommand = v.InferOutput<typeof SourceCommand>;

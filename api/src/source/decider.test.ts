import type { PersonId, SourceEvent, SourceId } from '@peremena/events';
import { it } from 'vitest';
import { specify } from '../core/specification.ts';
import { sourceDecider } from './decider.ts';

const sourceId = '11111111-1111-5111-8111-111111111111' as SourceId;
const [one, two, anna, boris] = ['2', '3', '4', '5'].map(
  (digit) => `${digit.repeat(8)}-1111-4111-8111-111111111111` as PersonId,
) as [PersonId, PersonId, PersonId, PersonId];
const match = { sourceId, knownAs: one, personId: anna };
const matched: SourceEvent = { type: 'PersonMatched', data: match };
const withdrawn: SourceEvent = { type: 'PersonMatchWithdrawn', data: match };
const { given } = specify(sourceDecider);

it('matches an id to a person, once', () => {
  given([])
    .when({ type: 'MatchPerson', ...match })
    .then([matched]);
  given([matched])
    .when({ type: 'MatchPerson', ...match })
    .then([]);
});
it('an id is one person', () =>
  given([matched])
    .when({ type: 'MatchPerson', ...match, personId: boris })
    .thenRefused('matched_otherwise', { personId: anna }));
it('a person has one id of a source that is not their own', () =>
  given([matched])
    .when({ type: 'MatchPerson', ...match, knownAs: two })
    .thenRefused('matched_already', { personId: anna }));
it('a match is taken back as it was recorded, and then both are free', () => {
  given([matched])
    .when({ type: 'WithdrawMatch', ...match })
    .then([withdrawn]);
  given([matched])
    .when({ type: 'WithdrawMatch', ...match, personId: boris })
    .then([]);
  given([matched, withdrawn])
    .when({ type: 'MatchPerson', ...match, knownAs: two })
    .then([{ type: 'PersonMatched', data: { ...match, knownAs: two } }]);
});

import {
  guardiansMayAnswer,
  pupilMayAnswer,
  type ConsentEvent,
  type ConsentKind,
  type PersonId,
  type SchoolId,
} from '@peremena/events';
import { Refusal, type Decider } from '../core/decider.ts';
import type { AnswerConsentBody } from './commands.ts';

export interface AnswerConsent extends AnswerConsentBody {
  readonly type: 'AnswerConsent';
  readonly schoolId: SchoolId;
  readonly pupilId: PersonId;
  readonly personId: PersonId;
  readonly context: {
    /** The newest version of the text, null where the school has none. */
    readonly newest: number | null;
    readonly as: 'guardian' | 'pupil';
    /** Of the pupil, null where it is not known. */
    readonly age: number | null;
  };
}

interface Said {
  readonly type: ConsentEvent['type'];
  readonly version: number;
}
type State = ReadonlyMap<string, Said>;

const keyOf = (kind: ConsentKind, personId: string) => `${kind} ${personId}`;

/** What was answered for one pupil to one school. Each person has a voice of their own; what it comes to is `consentOn`. */
export const consentDecider: Decider<State, AnswerConsent, ConsentEvent> = {
  initialState: new Map(),
  decide(state, { schoolId, pupilId, personId, kind, version, answer, context }) {
    const { newest, as, age } = context;
    if (newest === null) throw new Refusal('consent_not_asked');
    if (as === 'pupil' && !pupilMayAnswer(kind, age)) throw new Refusal('consent_by_guardian');
    if (as === 'guardian' && !guardiansMayAnswer(age)) throw new Refusal('consent_by_pupil');
    if (version !== newest) throw new Refusal('consent_text_new', { version: newest });
    const said = state.get(keyOf(kind, personId));
    const before = said?.version === version ? said.type : null;
    const data = { schoolId, pupilId, kind, version, personId };
    if (answer === 'yes') return before === 'ConsentGiven' ? [] : [{ type: 'ConsentGiven', data }];
    if (before === null) return [{ type: 'ConsentDeclined', data }];
    return before === 'ConsentGiven' ? [{ type: 'ConsentWithdrawn', data }] : [];
  },
  evolve: (state, { type, data }) =>
    new Map([...state, [keyOf(data.kind, data.personId), { type, version: data.version }]]),
};

import {
  type ConsentEvent,
  type ConsentKind,
  type EventId,
  guardiansMayAnswer,
  openText,
  type PersonId,
  pupilMayAnswer,
  type SchoolId,
} from '@peremena/events';
import { Refusal, type Decider } from '../core/decider.ts';
import type { AnswerConsentBody, NotePaperConsentBody } from './commands.ts';

interface Speaker {
  readonly as: 'guardian' | 'pupil';
  /** Of the pupil on the day of the answer, null where it is not known. */
  readonly age: number | null;
}

export interface AnswerConsent extends AnswerConsentBody {
  readonly type: 'AnswerConsent';
  readonly schoolId: SchoolId;
  readonly pupilId: PersonId;
  readonly personId: PersonId;
  readonly context: Speaker & {
    /** The newest version of the text, null where the school has none. */
    readonly newest: number | null;
  };
}

/** The office has a paper that somebody signed. */
export interface NotePaperConsent extends NotePaperConsentBody {
  readonly type: 'NotePaperConsent';
  readonly pupilId: PersonId;
  readonly context: Speaker & {
    readonly today: string;
    /** The day the text was published on, null where there is no such version. */
    readonly textOn: string | null;
    /** Whether the person was the pupil, or a guardian whom no order limited, on the day of signing. */
    readonly theirs: boolean;
  };
}

export interface StrikePaperConsent {
  readonly type: 'StrikePaperConsent';
  readonly schoolId: SchoolId;
  readonly pupilId: PersonId;
  readonly noteId: EventId;
  readonly reason: string;
}

type ConsentCommand = AnswerConsent | NotePaperConsent | StrikePaperConsent;
type Answer = 'given' | 'declined' | 'withdrawn';

interface Said {
  readonly id: string;
  readonly kind: ConsentKind;
  readonly personId: string;
  readonly answer: Answer;
  readonly version: number;
  /** The day of the answer; of a paper, of the signature. */
  readonly on: string;
  /** Of a paper: where it is kept (null where that was erased), and who noted it. */
  readonly paper: { readonly place: string | null; readonly by: string | null } | null;
}
/** Everything that was said, without notes that were a mistake. */
export type ConsentState = readonly Said[];

const answers = { ConsentGiven: 'given', ConsentDeclined: 'declined', ConsentWithdrawn: 'withdrawn' } as const;

function mustSpeak(kind: ConsentKind, { as, age }: Speaker): void {
  if (as === 'pupil' && !pupilMayAnswer(kind, age)) throw new Refusal('consent_by_guardian');
  if (as === 'guardian' && !guardiansMayAnswer(age)) throw new Refusal('consent_by_pupil');
}

const lastOf = (state: ConsentState, kind: ConsentKind, personId: string) =>
  state.findLast((one) => one.kind === kind && one.personId === personId);

/** What was answered for one pupil to one school. Each person has a voice of their own; what it comes to is `consentOn`. */
export const consentDecider: Decider<ConsentState, ConsentCommand, ConsentEvent> = {
  initialState: [],
  decide(state, command) {
    switch (command.type) {
      case 'AnswerConsent':
        return answered(state, command);
      case 'NotePaperConsent':
        return noted(state, command);
      case 'StrikePaperConsent': {
        const { type: _, ...data } = command;
        if (!state.some(({ id, paper }) => id === data.noteId && paper)) throw new Refusal('paper_unknown');
        return [{ type: 'PaperConsentStruck', data }];
      }
    }
  },
  evolve(state, { type, data }, { id, at, actorId }) {
    if (type === 'PaperConsentStruck') return state.filter((one) => one.id !== data.noteId);
    const { kind, personId, version } = data;
    const said = { id, kind, personId, version };
    if (type === 'PaperConsentNoted') {
      const paper = { place: openText(data.place), by: actorId };
      return [...state, { ...said, answer: data.answer, on: data.signedOn, paper }];
    }
    return [...state, { ...said, answer: answers[type], on: at.slice(0, 10), paper: null }];
  },
};

function answered(state: ConsentState, command: AnswerConsent): ConsentEvent[] {
  const { schoolId, pupilId, personId, kind, version, answer, context } = command;
  if (context.newest === null) throw new Refusal('consent_not_asked');
  mustSpeak(kind, context);
  if (version !== context.newest) throw new Refusal('consent_text_new', { version: context.newest });
  const said = lastOf(state, kind, personId);
  const before = said?.version === version ? said.answer : null;
  const data = { schoolId, pupilId, kind, version, personId };
  if (answer === 'yes') return before === 'given' ? [] : [{ type: 'ConsentGiven', data }];
  if (before === null) return [{ type: 'ConsentDeclined', data }];
  return before === 'given' ? [{ type: 'ConsentWithdrawn', data }] : [];
}

function noted(state: ConsentState, command: NotePaperConsent): ConsentEvent[] {
  const { schoolId, pupilId, personId, kind, version, signedOn, place, context } = command;
  const { textOn, today } = context;
  if (textOn === null) throw new Refusal('consent_not_asked');
  if (signedOn < textOn || signedOn > today) throw new Refusal('paper_date', { from: textOn, to: today });
  if (!context.theirs) throw new Refusal('paper_not_theirs');
  mustSpeak(kind, context);
  const said = lastOf(state, kind, personId);
  const before = said?.version === version ? said.answer : null;
  const answer = command.answer === 'yes' ? 'given' : before === 'given' ? 'withdrawn' : 'declined';
  const same = before !== null && (before === 'given') === (answer === 'given');
  if (said?.paper && said.on === signedOn && same) return [];
  // What the person said later, or clicked on that very day, is newer than the paper.
  if (said && (said.paper ? said.on > signedOn : said.on >= signedOn))
    throw new Refusal('paper_older', { on: said.on });
  const data = { schoolId, pupilId, kind, version, personId, answer, signedOn, place } as const;
  return [{ type: 'PaperConsentNoted', data }];
}

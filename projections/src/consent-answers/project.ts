import type { AnyEvent, Recorded } from '@peremena/events';
import { projection, remove, upsert } from '../core/projection.ts';

type Answered = Recorded<Extract<AnyEvent, { type: 'ConsentGiven' | 'ConsentDeclined' | 'ConsentWithdrawn' }>>;
type Noted = Recorded<Extract<AnyEvent, { type: 'PaperConsentNoted' }>>;

const papers: ReadonlySet<string> = new Set(['PaperConsentNoted', 'PaperConsentStruck']);
const answers = { ConsentGiven: 'given', ConsentDeclined: 'declined', ConsentWithdrawn: 'withdrawn' } as const;

const rowOf = ({ id, data, metadata, position }: Answered | Noted, answer: string, signedOn: string | null) => [
  upsert({
    event_id: id,
    school_id: data.schoolId,
    pupil_id: data.pupilId,
    person_id: data.personId,
    kind: data.kind,
    version: data.version,
    answer,
    signed_on: signedOn,
    at: metadata.at,
    position,
  }),
];
const row = (event: Answered) => rowOf(event, answers[event.type], null);

/** Who answered what to a request for consent, for which pupil, and when? Every answer stays, but notes of papers that were a mistake. */
export const consentAnswers = projection({
  name: 'consent_answers',
  version: 2,
  columns: {
    event_id: 'uuid',
    school_id: 'uuid',
    pupil_id: 'uuid',
    person_id: 'uuid',
    kind: 'text',
    version: 'int',
    answer: 'text',
    signed_on: 'date',
    at: 'timestamptz',
    position: 'bigint',
  },
  key: ['event_id'],
  handlers: {
    ConsentGiven: row,
    ConsentDeclined: row,
    ConsentWithdrawn: row,
    PaperConsentNoted: (event) => rowOf(event, event.data.answer, event.data.signedOn),
    PaperConsentStruck: ({ data }) => [remove({ event_id: data.noteId })],
  },
  topics: ({ type, data }) =>
    (type in answers || papers.has(type)) && 'pupilId' in data ? [`pupil:${data.pupilId}`] : [],
});

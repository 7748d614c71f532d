import type { AnyEvent, Recorded } from '@peremena/events';
import { projection, upsert } from '../core/projection.ts';

type Answered = Recorded<Extract<AnyEvent, { type: 'ConsentGiven' | 'ConsentDeclined' | 'ConsentWithdrawn' }>>;

const answers = { ConsentGiven: 'given', ConsentDeclined: 'declined', ConsentWithdrawn: 'withdrawn' } as const;

const row = ({ id, type, data, metadata, position }: Answered) => [
  upsert({
    event_id: id,
    school_id: data.schoolId,
    pupil_id: data.pupilId,
    person_id: data.personId,
    kind: data.kind,
    version: data.version,
    answer: answers[type],
    at: metadata.at,
    position,
  }),
];

/** Who answered what to a request for consent, for which pupil, and when? Every answer stays. */
export const consentAnswers = projection({
  name: 'consent_answers',
  version: 1,
  columns: {
    event_id: 'uuid',
    school_id: 'uuid',
    pupil_id: 'uuid',
    person_id: 'uuid',
    kind: 'text',
    version: 'int',
    answer: 'text',
    at: 'timestamptz',
    position: 'bigint',
  },
  key: ['event_id'],
  handlers: { ConsentGiven: row, ConsentDeclined: row, ConsentWithdrawn: row },
  topics: ({ type, data }) => (type in answers && 'pupilId' in data ? [`pupil:${data.pupilId}`] : []),
});

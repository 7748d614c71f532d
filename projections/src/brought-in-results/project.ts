import type { BroughtInEvent } from '@peremena/events';
import { type Cell, patch, projection, remove, type Row, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

type Event = Extract<BroughtInEvent, { type: 'ResultBroughtIn' | 'BroughtInResultCorrected' }>;

// Ciphertext here; an open text (it never leaves the store so) would be a string, which is no place for it.
const sealed = (value: unknown): Cell => (typeof value === 'object' ? (value as Cell) : null);

const terms = ({ type, data }: Event): Row => ({
  status: data.status,
  score: data.score,
  text_score: sealed(data.textScore),
  flags: data.flags,
  scored_on: data.scoredOn,
  comment: sealed(data.comment),
  // What was sealed opens only under the kind of event it was sealed in.
  event_type: type,
});

/** Which results did this pupil bring from another system? What is said in words stays sealed and is opened for the rows of one answer. */
export const broughtInResults = projection({
  name: 'brought_in_results',
  version: 1,
  columns: {
    result_id: 'uuid',
    work_id: 'uuid',
    school_id: 'uuid',
    group_id: 'uuid',
    pupil_id: 'uuid',
    status: 'text',
    score: 'text',
    text_score: 'jsonb',
    flags: 'text[]',
    scored_on: 'date',
    comment: 'jsonb',
    source: 'text',
    event_type: 'text',
    changed_at: 'timestamptz',
  },
  key: ['result_id'],
  handlers: {
    ResultBroughtIn: (event) => [
      upsert({
        result_id: event.data.resultId,
        work_id: event.data.workId,
        school_id: event.data.schoolId,
        group_id: event.data.groupId,
        pupil_id: event.data.pupilId,
        source: event.data.source,
        changed_at: null,
        ...terms(event),
      }),
    ],
    BroughtInResultCorrected: (event) => [
      patch({ result_id: event.data.resultId }, { ...terms(event), changed_at: event.metadata.at }),
    ],
    BroughtInResultWithdrawn: ({ data }) => [remove({ result_id: data.resultId })],
  },
  topics: topicsOf,
});

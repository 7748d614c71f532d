import type { AnyEvent, Recorded } from '@peremena/events';
import { insert, projection, type Cell } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

type Change = Recorded<Extract<AnyEvent, { type: 'MarkPosted' | 'MarkCorrected' | 'MarkWithdrawn' }>>;

const change = (event: Change, kind: string, rest: { before: Cell; after: Cell; reason: Cell; note: Cell }) => [
  insert({
    event_id: event.id,
    lesson_id: event.data.lessonId,
    pupil_id: event.data.pupilId,
    school_id: event.data.schoolId,
    group_id: event.data.groupId,
    kind,
    ...rest,
    by_id: event.metadata.actorId,
    at: event.metadata.at,
    revision: event.revision,
  }),
];

// A note is ciphertext here; the form of an open one (it never leaves the store so) would be a string, which is no place for it.
const sealed = (note: unknown): Cell => (typeof note === 'object' ? (note as Cell) : null);

/** Who changed this mark, when, why, from what to what? The note stays sealed and is opened for the rows of one answer. */
export const markChanges = projection({
  name: 'mark_changes',
  version: 1,
  columns: {
    event_id: 'uuid',
    lesson_id: 'uuid',
    pupil_id: 'uuid',
    school_id: 'uuid',
    group_id: 'uuid',
    kind: 'text',
    before: 'text',
    after: 'text',
    reason: 'text',
    note: 'jsonb',
    by_id: 'uuid',
    at: 'timestamptz',
    revision: 'bigint',
  },
  key: ['event_id'],
  handlers: {
    MarkPosted: (e) => change(e, 'posted', { before: null, after: e.data.value, reason: null, note: null }),
    MarkCorrected: (e) =>
      change(e, 'corrected', {
        before: e.data.before,
        after: e.data.after,
        reason: e.data.reason,
        note: sealed(e.data.note),
      }),
    MarkWithdrawn: (e) =>
      change(e, 'withdrawn', { before: e.data.before, after: null, reason: e.data.reason, note: sealed(e.data.note) }),
  },
  topics: topicsOf,
});

import type { YearPart } from '@peremena/events';
import { patch, projection, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

const list = (parts: readonly YearPart[]) => ({ list: parts });

/** How far is the change into each school year, and what of it was kept as it was? */
export const yearChanges = projection({
  name: 'year_changes',
  version: 1,
  columns: {
    year_id: 'uuid',
    school_id: 'uuid',
    change_id: 'uuid',
    on_date: 'date',
    phase: 'text',
    done: 'int',
    parts: 'int',
    kept: 'jsonb',
    at: 'timestamptz',
  },
  key: ['year_id'],
  handlers: {
    YearChangePlanned: ({ data, metadata }) => [
      upsert({
        year_id: data.yearId,
        school_id: data.schoolId,
        change_id: data.changeId,
        on_date: data.on,
        phase: 'running',
        done: 0,
        parts: data.parts,
        kept: list([]),
        at: metadata.at,
      }),
    ],
    YearChangeAdvanced: ({ data }) => [patch({ year_id: data.yearId }, { done: data.done })],
    YearChangeCompleted: ({ data }) => [
      patch({ year_id: data.yearId }, { phase: 'completed', kept: list(data.refused) }),
    ],
    YearUndoBegun: ({ data }) => [patch({ year_id: data.yearId }, { phase: 'undoing', kept: list([]) })],
    YearChangeUndone: ({ data }) => [patch({ year_id: data.yearId }, { phase: 'undone', kept: list(data.kept) })],
  },
  topics: topicsOf,
});

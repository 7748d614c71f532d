import { patch, projection, remove, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** Which terms does a school gather marks in? Both dates inclusive. */
export const terms = projection({
  name: 'terms',
  version: 1,
  columns: { term_id: 'uuid', school_id: 'uuid', title: 'text', from_date: 'date', to_date: 'date' },
  key: ['term_id'],
  handlers: {
    TermScheduled: ({ data }) => [
      upsert({
        term_id: data.termId,
        school_id: data.schoolId,
        title: data.title,
        from_date: data.from,
        to_date: data.to,
      }),
    ],
    TermRescheduled: ({ data }) => [
      patch({ term_id: data.termId }, { title: data.title, from_date: data.from, to_date: data.to }),
    ],
    TermRemoved: ({ data }) => [remove({ term_id: data.termId })],
  },
  topics: topicsOf,
});

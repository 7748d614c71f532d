import { projection, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** Which clashes of a version were looked at and are meant? */
export const acceptedClashes = projection({
  name: 'accepted_clashes',
  version: 1,
  columns: { version_id: 'uuid', kind: 'text', first: 'uuid', second: 'uuid', at: 'text' },
  key: ['version_id', 'kind', 'first', 'second', 'at'],
  handlers: {
    ClashAccepted: ({ data }) => [
      upsert({ version_id: data.versionId, kind: data.kind, first: data.first, second: data.second, at: data.at }),
    ],
  },
  topics: topicsOf,
});

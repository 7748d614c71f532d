import { projection, upsert } from '../core/projection.ts';

/** Up to which event has a person seen their notices? */
export const noticesSeen = projection({
  name: 'notices_seen',
  version: 1,
  columns: { person_id: 'uuid', up_to: 'uuid' },
  key: ['person_id'],
  handlers: { NoticesSeen: ({ data }) => [upsert({ person_id: data.personId, up_to: data.upTo })] },
  topics: ({ type, data }) => (type === 'NoticesSeen' ? [`person:${data.personId}`] : []),
});

import { projection, upsert } from '../core/projection.ts';

/** Up to which event has a person seen what they are told in each role? */
export const noticesSeen = projection({
  name: 'notices_seen',
  version: 2,
  columns: { person_id: 'uuid', role: 'text', up_to: 'uuid' },
  key: ['person_id', 'role'],
  handlers: { NoticesSeen: ({ data }) => [upsert({ person_id: data.personId, role: data.role, up_to: data.upTo })] },
  topics: ({ type, data }) => (type === 'NoticesSeen' ? [`person:${data.personId}`] : []),
});

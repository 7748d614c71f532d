import { projection, upsert } from '../core/projection.ts';

/** Up to which event has a person seen what they are told in each role, or of one pupil? */
export const noticesSeen = projection({
  name: 'notices_seen',
  version: 3,
  columns: { person_id: 'uuid', role: 'text', about_id: 'uuid', up_to: 'uuid' },
  key: ['person_id', 'role', 'about_id'],
  handlers: {
    NoticesSeen: ({ data }) => [
      upsert({
        person_id: data.personId,
        role: data.role,
        about_id: data.pupilId ?? data.personId,
        up_to: data.upTo,
      }),
    ],
  },
  topics: ({ type, data }) => (type === 'NoticesSeen' ? [`person:${data.personId}`] : []),
});

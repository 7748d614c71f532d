import type { AnyEvent, Recorded } from '@peremena/events';
import { projection, remove, upsert } from '../core/projection.ts';

type Choice = Recorded<Extract<AnyEvent, { type: 'NoticesMuted' | 'NoticesUnmuted' }>>['data'];

// What is about no pupil is about the person.
const key = ({ personId, pupilId, kind }: Choice) => ({ person_id: personId, about_id: pupilId ?? personId, kind });

/** Which notices does a person not want: of which pupil (or the own duties), of which kind? */
export const noticeMutes = projection({
  name: 'notice_mutes',
  version: 1,
  columns: { person_id: 'uuid', about_id: 'uuid', kind: 'text' },
  key: ['person_id', 'about_id', 'kind'],
  handlers: {
    NoticesMuted: ({ data }) => [upsert(key(data))],
    NoticesUnmuted: ({ data }) => [remove(key(data))],
  },
  topics: ({ type, data }) => (type === 'NoticesMuted' || type === 'NoticesUnmuted' ? [`person:${data.personId}`] : []),
});

import { projection, remove, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** Which rooms has a school, and how many lessons does each take at once? */
export const rooms = projection({
  name: 'rooms',
  version: 1,
  columns: { school_id: 'uuid', room: 'text', holds: 'int' },
  key: ['school_id', 'room'],
  handlers: {
    RoomSet: ({ data }) => [upsert({ school_id: data.schoolId, room: data.room, holds: data.holds })],
    RoomRemoved: ({ data }) => [remove({ school_id: data.schoolId, room: data.room })],
  },
  topics: topicsOf,
});

import { projection, remove, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** What is this class or group called from a day on? Before the first of its rows the title it was opened with counts. */
export const titles = projection({
  name: 'titles',
  version: 1,
  columns: { thing_id: 'uuid', valid_from: 'date', school_id: 'uuid', title: 'text', grade: 'int' },
  key: ['thing_id', 'valid_from'],
  handlers: {
    ClassPromoted: ({ data }) => [
      upsert({
        thing_id: data.classId,
        valid_from: data.from,
        school_id: data.schoolId,
        title: data.title,
        grade: data.grade,
      }),
    ],
    PromotionWithdrawn: ({ data }) => [remove({ thing_id: data.classId, valid_from: data.from })],
    GroupRetitled: ({ data }) => [
      upsert({
        thing_id: data.groupId,
        valid_from: data.from,
        school_id: data.schoolId,
        title: data.title,
        grade: null,
      }),
    ],
    RetitlingWithdrawn: ({ data }) => [remove({ thing_id: data.groupId, valid_from: data.from })],
  },
  topics: topicsOf,
});

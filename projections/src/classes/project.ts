import { patch, projection, remove, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** What is this class called, and which year of study is it? */
export const classes = projection({
  name: 'classes',
  version: 1,
  columns: { class_id: 'uuid', school_id: 'uuid', title: 'text', grade: 'int' },
  key: ['class_id'],
  handlers: {
    ClassOpened: ({ data }) => [
      upsert({ class_id: data.classId, school_id: data.schoolId, title: data.title, grade: data.grade }),
    ],
    ClassOpeningWithdrawn: ({ data }) => [remove({ class_id: data.classId })],
    ClassRenamed: ({ data }) => [patch({ class_id: data.classId }, { title: data.title })],
  },
  topics: topicsOf,
});

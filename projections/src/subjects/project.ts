import { patch, projection, remove, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** What is this subject called? */
export const subjects = projection({
  name: 'subjects',
  version: 1,
  columns: { subject_id: 'uuid', school_id: 'uuid', title: 'text' },
  key: ['subject_id'],
  handlers: {
    SubjectAdded: ({ data }) => [upsert({ subject_id: data.subjectId, school_id: data.schoolId, title: data.title })],
    SubjectWithdrawn: ({ data }) => [remove({ subject_id: data.subjectId })],
    SubjectRenamed: ({ data }) => [patch({ subject_id: data.subjectId }, { title: data.title })],
  },
  topics: topicsOf,
});

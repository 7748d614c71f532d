import { patch, projection, remove, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** Which subject is this group taught, and of which class is it? */
export const groups = projection({
  name: 'groups',
  version: 1,
  columns: { group_id: 'uuid', school_id: 'uuid', subject_id: 'uuid', class_id: 'uuid', title: 'text' },
  key: ['group_id'],
  handlers: {
    GroupFormed: ({ data }) => [
      upsert({
        group_id: data.groupId,
        school_id: data.schoolId,
        subject_id: data.subjectId,
        class_id: data.classId,
        title: data.title,
      }),
    ],
    GroupFormingWithdrawn: ({ data }) => [remove({ group_id: data.groupId })],
    GroupRenamed: ({ data }) => [patch({ group_id: data.groupId }, { title: data.title })],
  },
  topics: topicsOf,
});

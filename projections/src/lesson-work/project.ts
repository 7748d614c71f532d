import { projection, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** What are the marks of this lesson given for, and how much do they count? Classwork of weight 1 where there is no row. */
export const lessonWork = projection({
  name: 'lesson_work',
  version: 1,
  columns: { lesson_id: 'uuid', school_id: 'uuid', group_id: 'uuid', kind: 'text', weight: 'int' },
  key: ['lesson_id'],
  handlers: {
    LessonWorkSet: ({ data }) => [
      upsert({
        lesson_id: data.lessonId,
        school_id: data.schoolId,
        group_id: data.groupId,
        kind: data.kind,
        weight: data.weight,
      }),
    ],
  },
  topics: topicsOf,
});

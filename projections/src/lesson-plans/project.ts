import { patch, projection, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** Where does the timetable have a lesson, whatever became of that one lesson since? */
export const lessonPlans = projection({
  name: 'lesson_plans',
  version: 1,
  columns: { lesson_id: 'uuid', school_id: 'uuid', group_id: 'uuid', date: 'date', slot: 'int' },
  key: ['lesson_id'],
  handlers: {
    LessonPlanned: ({ data }) => [
      upsert({
        lesson_id: data.lessonId,
        school_id: data.schoolId,
        group_id: data.groupId,
        date: data.date,
        slot: data.slot,
      }),
    ],
    LessonMoved: ({ data }) =>
      data.reason === 'timetable'
        ? [patch({ lesson_id: data.lessonId }, { date: data.after.date, slot: data.after.slot })]
        : [],
  },
  topics: topicsOf,
});

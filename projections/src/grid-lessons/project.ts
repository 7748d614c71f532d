import type { GridLesson } from '@peremena/events';
import { projection, remove, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

const row = ({ schoolId, versionId }: { readonly schoolId: string; readonly versionId: string }, lesson: GridLesson) =>
  upsert({
    grid_lesson_id: lesson.gridLessonId,
    version_id: versionId,
    school_id: schoolId,
    group_id: lesson.groupId,
    weekday: lesson.weekday,
    slot: lesson.slot,
    weeks: lesson.weeks,
    teacher_id: lesson.teacherId,
    room: lesson.room,
  });

/** Which lessons does the weekly grid of a version have? */
export const gridLessons = projection({
  name: 'grid_lessons',
  version: 1,
  columns: {
    grid_lesson_id: 'uuid',
    version_id: 'uuid',
    school_id: 'uuid',
    group_id: 'uuid',
    weekday: 'int',
    slot: 'int',
    weeks: 'text',
    teacher_id: 'uuid',
    room: 'text',
  },
  key: ['version_id', 'grid_lesson_id'],
  handlers: {
    GridLessonsPlaced: ({ data }) => data.lessons.map((lesson) => row(data, lesson)),
    GridLessonChanged: ({ data }) => [row(data, data.after)],
    GridLessonRemoved: ({ data }) => [remove({ version_id: data.versionId, grid_lesson_id: data.gridLessonId })],
  },
  topics: topicsOf,
});

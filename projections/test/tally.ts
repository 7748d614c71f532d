import { increment, patch, projection, upsert } from '../src/core/projection.ts';

/** A read model of the tests in which an event that counts twice, or not at all, shows: it adds up. */
export const tally = projection({
  name: 'tally',
  version: 1,
  columns: { lesson_id: 'uuid', events: 'int', topic: 'text' },
  key: ['lesson_id'],
  handlers: {
    LessonPlanned: ({ data }) => [upsert({ lesson_id: data.lessonId, events: 1, topic: null })],
    LessonTopicSet: ({ data }) => [
      patch({ lesson_id: data.lessonId }, { topic: data.topic }),
      increment({ lesson_id: data.lessonId }, { events: 1 }),
    ],
    HomeworkSet: ({ data }) => [increment({ lesson_id: data.lessonId }, { events: 1 })],
    AttendanceTaken: ({ data }) => [increment({ lesson_id: data.lessonId }, { events: 1 })],
    AttendanceCorrected: ({ data }) => [increment({ lesson_id: data.lessonId }, { events: 1 })],
  },
  topics: () => [],
});

export const tallyTable = 'create table tally_v1 (lesson_id uuid primary key, events int not null, topic text)';

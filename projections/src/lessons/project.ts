import type { AnyEvent } from '@peremena/events';
import { patch, projection, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

type Placed = Extract<AnyEvent, { type: 'LessonPlanned' }>['data'];

const placed = (data: Placed, outside: boolean) => [
  upsert({
    lesson_id: data.lessonId,
    school_id: data.schoolId,
    group_id: data.groupId,
    subject_id: data.subjectId,
    term_id: data.termId,
    teacher_id: data.teacherId,
    date: data.date,
    slot: data.slot,
    from_time: data.from,
    to_time: data.to,
    room: data.room,
    outside,
    topic: null,
    homework: null,
    due_on: null,
    roll_taken: false,
  }),
];

/** When and where is this lesson, what was it about, and what was given for home? */
export const lessons = projection({
  name: 'lessons',
  version: 1,
  columns: {
    lesson_id: 'uuid',
    school_id: 'uuid',
    group_id: 'uuid',
    subject_id: 'uuid',
    term_id: 'uuid',
    teacher_id: 'uuid',
    date: 'date',
    slot: 'int',
    from_time: 'text',
    to_time: 'text',
    room: 'text',
    outside: 'boolean',
    topic: 'text',
    homework: 'text',
    due_on: 'date',
    roll_taken: 'boolean',
  },
  key: ['lesson_id'],
  handlers: {
    LessonPlanned: ({ data }) => placed(data, false),
    LessonAddedOutsideTimetable: ({ data }) => placed(data, true),
    AttendanceTaken: ({ data }) => [patch({ lesson_id: data.lessonId }, { roll_taken: true })],
    LessonTopicSet: ({ data }) => [patch({ lesson_id: data.lessonId }, { topic: data.topic })],
    HomeworkSet: ({ data }) => [patch({ lesson_id: data.lessonId }, { homework: data.text, due_on: data.dueOn })],
    HomeworkWithdrawn: ({ data }) => [patch({ lesson_id: data.lessonId }, { homework: null, due_on: null })],
  },
  topics: topicsOf,
});

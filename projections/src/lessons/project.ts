import type { AnyEvent } from '@peremena/events';
import { increment, patch, projection, upsert, type Row } from '../core/projection.ts';
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
    cancelled: null,
    substitute_id: null,
    together_id: null,
    together_room: null,
    moved_from_date: null,
    moved_from_slot: null,
    changes: 0,
    topic: null,
    homework: null,
    due_on: null,
    roll_taken: false,
  }),
];

/** What is different from the plan, and that it is one change more: calendar programs go by the count. */
const change = (lessonId: string, set: Row) => [
  patch({ lesson_id: lessonId }, set),
  increment({ lesson_id: lessonId }, { changes: 1 }),
];

/** When and where is this lesson, what was it about, and what was given for home? */
export const lessons = projection({
  name: 'lessons',
  version: 2,
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
    cancelled: 'text',
    substitute_id: 'uuid',
    together_id: 'uuid',
    together_room: 'text',
    moved_from_date: 'date',
    moved_from_slot: 'int',
    changes: 'int',
    topic: 'text',
    homework: 'text',
    due_on: 'date',
    roll_taken: 'boolean',
  },
  key: ['lesson_id'],
  handlers: {
    LessonPlanned: ({ data }) => placed(data, false),
    LessonAddedOutsideTimetable: ({ data }) => placed(data, true),
    SubstituteAssigned: ({ data }) => change(data.lessonId, { substitute_id: data.substituteId }),
    SubstituteWithdrawn: ({ data }) => change(data.lessonId, { substitute_id: null }),
    LessonsMerged: ({ data }) =>
      change(data.lessonId, {
        substitute_id: data.substituteId,
        together_id: data.withLessonId,
        together_room: data.room,
      }),
    LessonsParted: ({ data }) => change(data.lessonId, { substitute_id: null, together_id: null, together_room: null }),
    LessonCancelled: ({ data }) => change(data.lessonId, { cancelled: data.reason }),
    LessonRestored: ({ data }) => change(data.lessonId, { cancelled: null }),
    LessonHandedOver: ({ data }) => change(data.lessonId, { teacher_id: data.teacherId, substitute_id: null }),
    // By a new version of the timetable it stands where it belongs: it was not moved from anywhere.
    LessonMoved: ({ data: { lessonId, before, after, reason } }) =>
      change(lessonId, {
        date: after.date,
        slot: after.slot,
        from_time: after.from,
        to_time: after.to,
        room: after.room,
        moved_from_date: reason === 'timetable' ? null : before.date,
        moved_from_slot: reason === 'timetable' ? null : before.slot,
      }),
    AttendanceTaken: ({ data }) => [patch({ lesson_id: data.lessonId }, { roll_taken: true })],
    LessonTopicSet: ({ data }) => [patch({ lesson_id: data.lessonId }, { topic: data.topic })],
    HomeworkSet: ({ data }) => [patch({ lesson_id: data.lessonId }, { homework: data.text, due_on: data.dueOn })],
    HomeworkWithdrawn: ({ data }) => [patch({ lesson_id: data.lessonId }, { homework: null, due_on: null })],
  },
  topics: topicsOf,
});

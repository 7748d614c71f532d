import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { GridLessonId, GroupId, PersonId, SchoolId, TimetableId } from './ids.ts';
import { Weekday } from './school-calendar.ts';
import { CalendarDate, text } from './text.ts';

/** In which weeks a lesson of the grid is given; weeks count from the one that holds the first of September. */
export const gridWeeks = ['every', 'odd', 'even'] as const;
export type GridWeeks = (typeof gridWeeks)[number];

/** One lesson of the weekly grid. */
export const GridLesson = v.strictObject({
  gridLessonId: GridLessonId,
  groupId: GroupId,
  weekday: Weekday,
  slot: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(20)),
  weeks: v.picklist(gridWeeks),
  teacherId: PersonId,
  room: v.nullable(text(40)),
});
export type GridLesson = v.InferOutput<typeof GridLesson>;

const version = { schoolId: SchoolId, versionId: TimetableId };

/** A version of the timetable was begun. */
export const TimetableDrafted = event('TimetableDrafted', 1, {
  ...version,
  title: text(80),
  copyOf: v.nullable(TimetableId),
});
export const GridLessonsPlaced = event('GridLessonsPlaced', 1, { ...version, lessons: v.array(GridLesson) });
export const GridLessonChanged = event('GridLessonChanged', 1, { ...version, before: GridLesson, after: GridLesson });
export const GridLessonRemoved = event('GridLessonRemoved', 1, { ...version, gridLessonId: GridLessonId });
/**
 * Two lessons that want one teacher, room or pupil at once are meant to: it was looked at. Holds as long as both keep their places: `at`
 * says where they stood and what they share, by `clashPlace`.
 */
export const ClashAccepted = event('ClashAccepted', 1, {
  ...version,
  kind: v.picklist(['teacher', 'room', 'group']),
  first: GridLessonId,
  second: GridLessonId,
  at: text(200),
});
/** From that day on lessons are given by this version, in the place of the one named. */
export const TimetablePublished = event('TimetablePublished', 1, {
  ...version,
  from: CalendarDate,
  replaces: v.nullable(TimetableId),
});
export const TimetableDraftWithdrawn = event('TimetableDraftWithdrawn', 1, version);

export const timetableEvents = [
  TimetableDrafted,
  GridLessonsPlaced,
  GridLessonChanged,
  GridLessonRemoved,
  ClashAccepted,
  TimetablePublished,
  TimetableDraftWithdrawn,
] as const;
export type TimetableEvent = EventOf<(typeof timetableEvents)[number]>;

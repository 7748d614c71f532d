import type { GroupId, LessonEvent, LessonId, PersonId, SchoolId, SubjectId, TermId } from '@peremena/events';
import { describe, it } from 'vitest';
import { specify } from '../core/specification.ts';
import type { ArrangeLesson } from './commands.ts';
import { lessonDecider } from './decider.ts';

const id = <T extends string>(last: number) => `00000000-0000-4000-8000-00000000000${last}` as T;
const ids = { schoolId: id<SchoolId>(1), lessonId: id<LessonId>(2), groupId: id<GroupId>(3) };
const [teacherId, other] = [id<PersonId>(4), id<PersonId>(5)];
const place = { date: '2026-11-18', slot: 2, from: '09:25', to: '10:10', room: '214' };
const planned: LessonEvent = {
  type: 'LessonPlanned',
  data: { ...ids, subjectId: id<SubjectId>(6), termId: id<TermId>(7), teacherId, ...place },
};
const struck: LessonEvent = {
  type: 'LessonCancelled',
  data: { ...ids, teacherId, date: place.date, reason: 'timetable' },
};
const held: LessonEvent = { type: 'AttendanceTaken', data: { ...ids, present: [], exceptions: [] } };
const stands: LessonEvent = {
  type: 'SubstituteAssigned',
  data: { ...ids, teacherId, substituteId: other, date: place.date, until: '2026-11-25', reason: 'teacher_absent' },
};
const free = { context: { marks: 0 } };
const arrange = (change: Partial<ArrangeLesson>): ArrangeLesson => ({
  type: 'ArrangeLesson',
  ...place,
  teacherId,
  ...free,
  ...change,
});
const moved = (after: Partial<typeof place>): LessonEvent => ({
  type: 'LessonMoved',
  data: { ...ids, teacherId, before: place, after: { ...place, ...after }, reason: 'timetable' },
});
const { given } = specify(lessonDecider);

describe('ArrangeLesson', () => {
  it('does nothing where the lesson stands already', () => given([planned]).when(arrange({})).then([]));
  it('moves to another bell, and other times of the same one', () => [
    given([planned])
      .when(arrange({ slot: 4 }))
      .then([moved({ slot: 4 })]),
    given([planned])
      .when(arrange({ to: '09:55' }))
      .then([moved({ to: '09:55' })]),
  ]);
  it('hands over to another teacher', () =>
    given([planned])
      .when(arrange({ teacherId: other }))
      .then([
        {
          type: 'LessonHandedOver',
          data: { ...ids, teacherId: other, formerTeacherId: teacherId, date: place.date },
        },
      ]));
  it('gives back what the timetable took, and leaves alone what a person cancelled', () => {
    const byHand: LessonEvent = { ...struck, data: { ...struck.data, reason: 'school_event' } as never };
    given([planned, struck])
      .when(arrange({}))
      .then([{ type: 'LessonRestored', data: { ...ids, teacherId, date: place.date } }]);
    given([planned, byHand])
      .when(arrange({ slot: 5 }))
      .then([]);
  });
  it('leaves a lesson that was held or marked where it is', () => [
    given([planned, held])
      .when(arrange({ slot: 4 }))
      .then([]),
    given([planned])
      .when(arrange({ slot: 4, context: { marks: 1 } }))
      .then([]),
  ]);
  it('a substitution ends with the hour it was for', () =>
    given([planned, stands])
      .when(arrange({ slot: 4 }))
      .then([
        { type: 'SubstituteWithdrawn', data: { ...ids, teacherId, substituteId: other, date: place.date } },
        moved({ slot: 4 }),
      ]));
});

describe('StrikeLesson', () => {
  const strike = { type: 'StrikeLesson' as const, reason: 'timetable' as const, ...free };
  it('takes the lesson away once', () => [
    given([planned]).when(strike).then([struck]),
    given([planned, struck]).when(strike).then([]),
    given([planned, held]).when(strike).then([]),
  ]);
});

import type { GroupId, LessonEvent, LessonId, PersonId, SchoolId, SubjectId, TermId } from '@peremena/events';

/** A lesson of the tests: what was ordered, planned, added and done. */
export const lesson = {
  schoolId: '11111111-1111-4111-8111-111111111111' as SchoolId,
  lessonId: '99999999-9999-4999-8999-999999999999' as LessonId,
  groupId: '77777777-7777-4777-8777-777777777777' as GroupId,
};
export const [anna, boris, vera] = ['a', 'b', 'c'].map(
  (digit) => `6666666${digit}-6666-4666-8666-666666666666` as PersonId,
) as [PersonId, PersonId, PersonId];
export const quarter = { id: '33333333-3333-4333-8333-333333333333' as TermId, from: '2026-11-09', to: '2026-12-29' };
export const year = { id: '33333333-3333-4333-8333-333333333334' as TermId, from: '2026-09-01', to: '2027-05-31' };
export const bells = [{ slot: 3, from: '10:30', to: '11:15' }];
export const order = {
  ...lesson,
  subjectId: '22222222-2222-4222-8222-222222222222' as SubjectId,
  teacherId: '44444444-4444-4444-8444-444444444444' as PersonId,
  date: '2026-11-18',
  slot: 3,
  room: '214',
};
export const place = { ...order, termId: quarter.id, from: '10:30', to: '11:15' };
export const planned: LessonEvent = { type: 'LessonPlanned', data: place };
export const added: LessonEvent = { type: 'LessonAddedOutsideTimetable', data: place };
export const taken: LessonEvent = {
  type: 'AttendanceTaken',
  data: { ...lesson, present: [anna, vera], exceptions: [{ pupilId: boris, code: 'ill' }] },
};

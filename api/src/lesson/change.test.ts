import type { LessonEvent, LessonId, PersonId } from '@peremena/events';
import { describe, it } from 'vitest';
import { added, lesson, order, planned, taken } from '../../test/lesson/examples.ts';
import { specify } from '../core/specification.ts';
import { lessonDecider } from './decider.ts';

const { given } = specify(lessonDecider);
const stand = '55555555-5555-4555-8555-555555555555' as PersonId;
const another = '55555555-5555-4555-8555-555555555556' as PersonId;
const { teacherId, date } = order;
const ids = { ...lesson, teacherId };
const clash = { kind: 'teacher' as const, first: 'a', second: 'b', over: stand };
const reason = 'teacher_absent' as const;
const assigned = (substituteId: PersonId): LessonEvent => ({
  type: 'SubstituteAssigned',
  data: { ...ids, substituteId, date, until: '2026-11-25', reason },
});
const withdrawn = (substituteId: PersonId): LessonEvent => ({
  type: 'SubstituteWithdrawn',
  data: { ...ids, substituteId, date },
});
const cancelled: LessonEvent = { type: 'LessonCancelled', data: { ...ids, date, reason } };

describe('MergeLesson', () => {
  const withLessonId = '66666666-6666-4666-8666-666666666666' as LessonId;
  const other = { teacherId: stand, room: '305' };
  const context = { other, clashes: [], until: '2026-11-25' };
  const merge = { type: 'MergeLesson' as const, withLessonId, reason, saw: null, context };
  const merged: LessonEvent = {
    type: 'LessonsMerged',
    data: { ...ids, withLessonId, substituteId: stand, room: '305', date, until: '2026-11-25', reason },
  };
  const parted: LessonEvent = { type: 'LessonsParted', data: { ...ids, withLessonId, substituteId: stand, date } };

  it('merges, and who stood in before stands in no more', () =>
    given([planned, assigned(another)])
      .when({ ...merge, saw: another })
      .then([withdrawn(another), merged]));
  it('does nothing again', () =>
    given([planned, merged])
      .when({ ...merge, saw: stand })
      .then([]));
  it('is parted when the substitute is taken back, and when somebody else stands in', () => {
    const back = { type: 'AssignSubstitute' as const, substituteId: null, reason, saw: stand };
    const free = { available: true, clashes: [], until: '2026-11-25' };
    given([planned, merged])
      .when({ ...back, context: free })
      .then([parted]);
    given([planned, merged])
      .when({ ...back, substituteId: another, context: free })
      .then([parted, assigned(another)]);
  });
  it('is parted when the lesson is cancelled or moved to another hour', () => {
    given([planned, merged])
      .when({ type: 'CancelLesson', reason, context: { marks: 0 } })
      .then([parted, cancelled]);
    given([planned, merged, parted])
      .when({ type: 'CancelLesson', reason, context: { marks: 0 } })
      .then([cancelled]);
  });
  it('is refused where there is no such lesson, with itself, and where the teacher is elsewhere too', () => {
    given([planned])
      .when({ ...merge, context: { ...context, other: null } })
      .thenRefused('merge_impossible');
    given([planned])
      .when({ ...merge, withLessonId: lesson.lessonId })
      .thenRefused('merge_impossible');
    given([planned])
      .when({ ...merge, context: { ...context, clashes: [clash] } })
      .thenRefused('lesson_clashes', { clashes: [clash] });
    given([planned, cancelled]).when(merge).thenRefused('lesson_is_cancelled');
    given([planned, assigned(another)])
      .when(merge)
      .thenRefused('substitution_changed', { yours: withLessonId, current: another });
  });
});

describe('AssignSubstitute', () => {
  const context = { available: true, clashes: [], until: '2026-11-25' };
  const assign = { type: 'AssignSubstitute' as const, substituteId: stand, reason, saw: null, context };
  it('assigns', () =>
    given([planned])
      .when(assign)
      .then([assigned(stand)]));
  it('takes the one before back', () =>
    given([planned, assigned(stand)])
      .when({ ...assign, substituteId: another, saw: stand })
      .then([withdrawn(stand), assigned(another)]));
  it('is taken back', () =>
    given([planned, assigned(stand)])
      .when({ ...assign, substituteId: null, saw: stand })
      .then([withdrawn(stand)]));
  it('does nothing again, whatever was seen', () =>
    given([planned, assigned(stand)])
      .when(assign)
      .then([]));
  it('is refused when somebody else decided meanwhile', () =>
    given([planned, assigned(another)])
      .when(assign)
      .thenRefused('substitution_changed', { yours: stand, current: another }));
  it('is refused for the teacher of the lesson', () =>
    given([planned])
      .when({ ...assign, substituteId: teacherId })
      .thenRefused('substitute_is_teacher'));
  it('is refused for somebody who is not there', () =>
    given([planned])
      .when({ ...assign, context: { ...context, available: false } })
      .thenRefused('substitute_not_there'));
  it('is refused for somebody who gives another lesson', () =>
    given([planned])
      .when({ ...assign, context: { ...context, clashes: [clash] } })
      .thenRefused('lesson_clashes', { clashes: [clash] }));
  it('is refused for a cancelled lesson', () =>
    given([planned, cancelled]).when(assign).thenRefused('lesson_is_cancelled'));
});

describe('CancelLesson', () => {
  const cancel = { type: 'CancelLesson' as const, reason, context: { marks: 0 } };
  it('cancels', () => given([planned]).when(cancel).then([cancelled]));
  it('sends the substitute home', () =>
    given([added, assigned(stand)])
      .when(cancel)
      .then([withdrawn(stand), cancelled]));
  it('does nothing again', () => given([planned, cancelled]).when(cancel).then([]));
  it('is refused once the roll was called', () => given([planned, taken]).when(cancel).thenRefused('lesson_held'));
  it('is refused once a mark was given', () =>
    given([planned])
      .when({ ...cancel, context: { marks: 1 } })
      .thenRefused('lesson_held', { marks: 1 }));
  it('takes no roll any more', () =>
    given([planned, cancelled])
      .when({ type: 'TakeAttendance', exceptions: [], context: { members: [] } })
      .thenRefused('lesson_is_cancelled'));
});

describe('RestoreLesson', () => {
  const restore = { type: 'RestoreLesson' as const, context: { clashes: [] } };
  it('restores', () =>
    given([planned, cancelled])
      .when(restore)
      .then([{ type: 'LessonRestored', data: { ...ids, date } }]));
  it('does nothing to a lesson that is given', () => given([planned]).when(restore).then([]));
  it('is refused where something else took its place', () =>
    given([planned, cancelled])
      .when({ ...restore, context: { clashes: [clash] } })
      .thenRefused('lesson_clashes'));
});

describe('MoveLesson', () => {
  const term = { from: '2026-11-09', to: '2026-12-29' };
  const bells = [
    { slot: 3, from: '10:30', to: '11:15' },
    { slot: 5, from: '12:35', to: '13:20' },
  ];
  const context = { marks: 0, term, bells, clashes: [] };
  const saw = { date, slot: 3 };
  const to = { date: '2026-11-19', slot: 5, room: '301' };
  const move = { type: 'MoveLesson' as const, ...to, reason: 'room_closed' as const, saw, context };
  const moved: LessonEvent = {
    type: 'LessonMoved',
    data: {
      ...ids,
      before: { date, slot: 3, from: '10:30', to: '11:15', room: '214' },
      after: { ...to, from: '12:35', to: '13:20' },
      reason: 'room_closed',
    },
  };
  it('moves', () => given([planned]).when(move).then([moved]));
  it('gives the lesson back to its teacher, since the other hour was not asked for', () =>
    given([planned, assigned(stand)])
      .when(move)
      .then([withdrawn(stand), moved]));
  it('keeps the substitute in another room', () =>
    given([planned, assigned(stand)])
      .when({ ...move, ...saw })
      .then([
        {
          ...moved,
          data: { ...moved.data, after: { ...saw, from: '10:30', to: '11:15', room: '301' } },
        },
      ]));
  it('does nothing again', () => given([planned, moved]).when(move).then([]));
  it('is refused when it was moved meanwhile', () =>
    given([planned, moved])
      .when({ ...move, date: '2026-11-20' })
      .thenRefused('lesson_was_moved'));
  it('is refused out of its term', () =>
    given([planned])
      .when({ ...move, date: '2026-12-30' })
      .thenRefused('lesson_leaves_term', term));
  it('is refused where no bell rings', () =>
    given([planned])
      .when({ ...move, slot: 9 })
      .thenRefused('no_such_bell'));
  it('is refused onto a clash', () =>
    given([planned])
      .when({ ...move, context: { ...context, clashes: [clash] } })
      .thenRefused('lesson_clashes'));
  it('is refused once it was held', () => given([planned, taken]).when(move).thenRefused('lesson_held'));
  it('is refused for a cancelled lesson', () =>
    given([planned, cancelled]).when(move).thenRefused('lesson_is_cancelled'));
});

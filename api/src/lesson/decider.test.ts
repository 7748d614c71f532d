import type { LessonEvent } from '@peremena/events';
import { describe, it } from 'vitest';
import {
  added,
  anna,
  bells,
  boris,
  lesson,
  order,
  place,
  planned,
  quarter,
  taken,
  vera,
  year,
} from '../../test/lesson/examples.ts';
import { specify } from '../core/specification.ts';
import { lessonDecider } from './decider.ts';

const context = { members: [anna, boris, vera] };
const { given } = specify(lessonDecider);

describe('PlanLesson', () => {
  const plan = { type: 'PlanLesson' as const, ...place };
  it('plans', () => given([]).when(plan).then([planned]));
  it('is refused where another lesson is', () =>
    given([planned])
      .when({ ...plan, room: '215' })
      .thenRefused('lesson_exists', { lessonId: lesson.lessonId }));
  it('does nothing again', () => given([planned]).when(plan).then([]));
});

describe('AddLesson', () => {
  const add = {
    type: 'AddLesson' as const,
    ...order,
    context: { terms: [year, quarter], bells, open: true, clashes: [] },
  };
  it('adds, in the shortest term that holds the date', () => given([]).when(add).then([added]));
  it('is refused where a lesson is', () =>
    given([planned]).when(add).thenRefused('lesson_exists', { lessonId: lesson.lessonId }));
  it('is refused outside terms', () =>
    given([])
      .when({ ...add, date: '2026-08-31' })
      .thenRefused('lesson_outside_term'));
  it('is refused without a bell', () =>
    given([])
      .when({ ...add, slot: 9 })
      .thenRefused('no_such_bell', { slot: 9 }));
});

describe('TakeAttendance', () => {
  const take = { type: 'TakeAttendance' as const, exceptions: [{ pupilId: boris, code: 'ill' as const }], context };
  it('names the present and the others', () => given([planned]).when(take).then([taken]));
  it('says only what changed the second time', () =>
    given([planned, taken])
      .when({ ...take, exceptions: [{ pupilId: vera, code: 'late' }] })
      .then([
        { type: 'AttendanceCorrected', data: { ...lesson, pupilId: boris, before: 'ill', after: null } },
        { type: 'AttendanceCorrected', data: { ...lesson, pupilId: vera, before: null, after: 'late' } },
      ]));
  it('replaces what was noted before the roll', () => {
    const noted: LessonEvent = {
      type: 'AttendanceCorrected',
      data: { ...lesson, pupilId: anna, before: null, after: 'absent' },
    };
    given([planned, noted, taken]).when(take).then([]);
  });
  it('is refused for a pupil of another group', () =>
    given([planned])
      .when({ ...take, context: { members: [anna] } })
      .thenRefused('pupil_not_in_group', { pupils: [boris] }));
  it('does nothing again', () => given([planned, taken]).when(take).then([]));
});

describe('NoteAttendance', () => {
  const note = { type: 'NoteAttendance' as const, pupilId: boris, code: 'late' as const, saw: 'ill' as const, context };
  it('corrects', () =>
    given([planned, taken])
      .when(note)
      .then([{ type: 'AttendanceCorrected', data: { ...lesson, pupilId: boris, before: 'ill', after: 'late' } }]));
  it('is refused when it changed meanwhile', () =>
    given([planned, taken])
      .when({ ...note, saw: null })
      .thenRefused('attendance_changed', { pupilId: boris, yours: 'late', current: 'ill' }));
  it('is refused for a pupil of another group', () =>
    given([planned, taken])
      .when({ ...note, context: { members: [anna] } })
      .thenRefused('pupil_not_in_group'));
  it('does nothing for the same code, whatever was seen', () =>
    given([planned, taken])
      .when({ ...note, code: 'ill', saw: null })
      .then([]));
});

describe('SetTopic', () => {
  const set = { type: 'SetTopic' as const, topic: 'Степень', saw: null };
  const topic: LessonEvent = { type: 'LessonTopicSet', data: { ...lesson, topic: 'Степень' } };
  it('sets', () => given([planned]).when(set).then([topic]));
  it('is refused when it changed meanwhile', () =>
    given([planned, topic])
      .when({ ...set, topic: 'Корень' })
      .thenRefused('topic_changed', { yours: 'Корень', current: 'Степень' }));
  it('does nothing for the same topic', () => given([planned, topic]).when(set).then([]));
});

describe('SetHomework', () => {
  const set = { type: 'SetHomework' as const, text: '§ 12', dueOn: '2026-11-20', saw: null };
  const homework: LessonEvent = { type: 'HomeworkSet', data: { ...lesson, text: '§ 12', dueOn: '2026-11-20' } };
  it('sets', () => given([planned]).when(set).then([homework]));
  it('withdraws', () =>
    given([planned, homework])
      .when({ ...set, text: null, dueOn: null, saw: '§ 12' })
      .then([{ type: 'HomeworkWithdrawn', data: lesson }]));
  it('moves the day it is due', () =>
    given([planned, homework])
      .when({ ...set, dueOn: null, saw: '§ 12' })
      .then([{ type: 'HomeworkSet', data: { ...lesson, text: '§ 12', dueOn: null } }]));
  it('is refused when it changed meanwhile', () =>
    given([planned, homework])
      .when({ ...set, text: '§ 13' })
      .thenRefused('homework_changed', { yours: '§ 13', current: '§ 12' }));
  it('is refused when due before the next day', () =>
    given([planned])
      .when({ ...set, dueOn: '2026-11-18' })
      .thenRefused('homework_due_early'));
  it('does nothing again', () => given([planned, homework]).when(set).then([]));
});

describe('a lesson that is not there', () => {
  it('takes no topic', () =>
    given([]).when({ type: 'SetTopic', topic: 'Степень', saw: null }).thenRefused('lesson_unknown'));
});

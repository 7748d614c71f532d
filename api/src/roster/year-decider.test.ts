import type { SchoolId, SchoolYearEvent, SchoolYearId } from '@peremena/events';
import { describe, it } from 'vitest';
import { specify } from '../core/specification.ts';
import { yearDecider } from './year-decider.ts';

const whose = {
  schoolId: '11111111-1111-4111-8111-111111111111' as SchoolId,
  yearId: '99999999-9999-4999-8999-999999999999' as SchoolYearId,
  changeId: '77777777-7777-4777-8777-777777777777',
};
const plan = { ...whose, on: '2027-09-01', promoted: [], opened: [], terms: [], moves: [], parts: 12 };
const planned: SchoolYearEvent = { type: 'YearChangePlanned', data: plan };
const completed: SchoolYearEvent = { type: 'YearChangeCompleted', data: { ...whose, refused: [] } };
const undoing: SchoolYearEvent = { type: 'YearUndoBegun', data: whose };
const undone: SchoolYearEvent = { type: 'YearChangeUndone', data: { ...whose, kept: [] } };
const another = { ...whose, changeId: '88888888-8888-4888-8888-888888888888' };
const { given } = specify(yearDecider);

describe('PlanYearChange', () => {
  const command = { type: 'PlanYearChange' as const, ...plan };
  it('plans', () => given([]).when(command).then([planned]));
  it('is refused while a change runs, or its undoing', () => {
    given([planned]).when(command).thenRefused('year_changing');
    given([planned, completed, undoing]).when(command).thenRefused('year_changing');
  });
  it('is refused where the year was changed', () =>
    given([planned, completed]).when(command).thenRefused('year_changed'));
  it('plans anew what was undone', () =>
    given([planned, completed, undoing, undone])
      .when({ ...command, ...another })
      .then([{ type: 'YearChangePlanned', data: { ...plan, ...another } }]));
});

describe('carrying out', () => {
  const advance = { type: 'AdvanceYearChange' as const, ...whose, done: 10 };
  const complete = { type: 'CompleteYearChange' as const, ...whose, refused: [] };
  it('advances and completes', () => {
    given([planned])
      .when(advance)
      .then([{ type: 'YearChangeAdvanced', data: { ...whose, done: 10 } }]);
    given([planned]).when(complete).then([completed]);
  });
  it('does nothing when it is over, and nothing for another change', () => {
    given([planned, completed]).when(advance).then([]);
    given([planned, completed]).when(complete).then([]);
    given([planned])
      .when({ ...complete, ...another })
      .then([]);
  });
});

describe('undoing', () => {
  const begin = { type: 'BeginYearUndo' as const, ...whose };
  const end = { type: 'CompleteYearUndo' as const, ...whose, kept: [] };
  it('undoes a completed change', () => {
    given([planned, completed]).when(begin).then([undoing]);
    given([planned, completed, undoing]).when(end).then([undone]);
  });
  it('is refused while the change runs, and for another one', () => {
    given([planned]).when(begin).thenRefused('year_changing');
    given([planned, completed])
      .when({ ...begin, ...another })
      .thenRefused('year_not_changed');
  });
  it('does nothing again', () => {
    given([planned, completed, undoing]).when(begin).then([]);
    given([planned, completed, undoing, undone]).when(end).then([]);
  });
});

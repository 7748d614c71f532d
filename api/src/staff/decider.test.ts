import type { PersonId, SchoolId, StaffEvent } from '@peremena/events';
import { describe, it } from 'vitest';
import { specify } from '../core/specification.ts';
import { staffDecider } from './decider.ts';

const who = {
  schoolId: '11111111-1111-4111-8111-111111111111' as SchoolId,
  personId: '44444444-4444-4444-8444-444444444444' as PersonId,
  post: 'teacher' as const,
};
const period = { from: '2026-09-01', to: null, source: null };
const taken: StaffEvent = { type: 'PostTaken', data: { ...who, ...period } };
const left: StaffEvent = { type: 'PostLeft', data: { ...who, from: '2026-09-01', lastDay: '2026-10-31' } };
const { given } = specify(staffDecider);

describe('TakePost', () => {
  const take = { type: 'TakePost' as const, ...who, ...period };
  it('takes', () => given([]).when(take).then([taken]));
  it('takes another post beside it', () =>
    given([taken])
      .when({ ...take, post: 'head' })
      .then([{ type: 'PostTaken', data: { ...who, post: 'head', ...period } }]));
  it('takes the post again after leaving it', () =>
    given([taken, left])
      .when({ ...take, from: '2026-11-09' })
      .then([{ type: 'PostTaken', data: { ...who, ...period, from: '2026-11-09' } }]));
  it('is refused while the post is held', () =>
    given([taken])
      .when({ ...take, from: '2026-11-09' })
      .thenRefused('post_held'));
  it('does nothing again', () => given([taken]).when(take).then([]));
});

describe('LeavePost', () => {
  const leave = { type: 'LeavePost' as const, ...who, lastDay: '2026-10-31' };
  it('leaves', () => given([taken]).when(leave).then([left]));
  it('is refused when the post is not held', () => given([]).when(leave).thenRefused('post_not_held'));
  it('does nothing again', () => given([taken, left]).when(leave).then([]));
});

describe('WithdrawPost', () => {
  const back = { type: 'WithdrawPost' as const, ...who, from: '2026-09-01', to: null };
  const gone: StaffEvent = { type: 'PostWithdrawn', data: { ...who, from: '2026-09-01' } };
  it('takes back that the post was taken, and is then done', () => {
    given([taken]).when(back).then([gone]);
    given([taken, gone]).when(back).then([]);
  });
  it('is refused where the person has left since', () => given([taken, left]).when(back).thenRefused('later_facts'));
});

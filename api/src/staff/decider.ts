import type { StaffEvent } from '@peremena/events';
import type { Decider } from '../core/decider.ts';
import { begin, cancel, end, withEnd, withoutPeriod, withPeriod, type Periods } from '../core/period.ts';
import type { StaffCommand } from './commands.ts';

/** Periods of one person in one school, by post. */
export type StaffState = Periods;

/** Rules of posts: a person holds a post once at a time. */
export const staffDecider: Decider<StaffState, StaffCommand, StaffEvent> = {
  initialState: new Map(),
  decide(state, command) {
    const { schoolId, personId, post } = command;
    const leaves = (period: { from: string; lastDay: string }): StaffEvent => ({
      type: 'PostLeft',
      data: { schoolId, personId, post, ...period },
    });
    if (command.type === 'LeavePost') return end(state.get(post), command.lastDay, 'post_not_held', leaves);
    if (command.type === 'WithdrawPost') {
      const { from } = command;
      return cancel(state.get(post), command, () => ({
        type: 'PostWithdrawn',
        data: { schoolId, personId, post, from },
      }));
    }
    const { from, to, source } = command;
    return begin(state.get(post), command, 'post_held', {
      begins: () => ({ type: 'PostTaken', data: { schoolId, personId, post, from, to, source } }),
      ends: leaves,
    });
  },
  evolve(state, event) {
    const { post } = event.data;
    switch (event.type) {
      case 'PostTaken':
        return withPeriod(state, post, event.data);
      case 'PostLeft':
        return withEnd(state, post, event.data);
      case 'PostWithdrawn':
        return withoutPeriod(state, post, event.data);
    }
  },
};

import type { GuardianshipEvent } from '@peremena/events';
import { Refusal, type Decider } from '../core/decider.ts';
import { begin, end, withEnd, withPeriod, type Periods } from '../core/period.ts';
import type { GuardianshipCommand } from './commands.ts';

/** Periods of those who may act for one pupil, by guardian. */
export type GuardianshipState = Periods;

/** Rules of guardianship: somebody else than the pupil, linked once at a time. */
export const guardianshipDecider: Decider<GuardianshipState, GuardianshipCommand, GuardianshipEvent> = {
  initialState: new Map(),
  decide(state, command) {
    const { pupilId, guardianId } = command;
    const ends = (ended: { from: string; lastDay: string }): GuardianshipEvent => ({
      type: 'GuardianUnlinked',
      data: { pupilId, guardianId, ...ended },
    });
    if (command.type === 'UnlinkGuardian') return end(state.get(guardianId), command.lastDay, 'not_guardian', ends);
    if (guardianId === pupilId) throw new Refusal('own_guardian');
    const { relation, from, to, source } = command;
    return begin(state.get(guardianId), command, 'already_guardian', {
      begins: () => ({ type: 'GuardianLinked', data: { pupilId, guardianId, relation, from, to, source } }),
      ends,
    });
  },
  evolve(state, event) {
    const { guardianId } = event.data;
    return event.type === 'GuardianLinked'
      ? withPeriod(state, guardianId, event.data)
      : withEnd(state, guardianId, event.data);
  },
};

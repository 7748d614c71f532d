import type { RosterChangeId, RosterEvent } from '@peremena/events';
import { Refusal, type Decider } from '../core/decider.ts';
import type { RosterCommand } from './commands.ts';

export type Planned = Extract<RosterEvent, { type: 'RosterChangePlanned' }>['data'];

export interface RosterState {
  /** How many changes were planned so far. */
  readonly seen: number;
  readonly running: Planned | null;
  /** The code for which the running change is being undone. */
  readonly refusedFor: string | null;
  /** How changes ended: null completed, else the code they were taken back for. */
  readonly ended: ReadonlyMap<RosterChangeId, string | null>;
}

/** Rules of the changes of one pupil's place in a school: one at a time, each on what was so when it was planned. */
export const rosterDecider: Decider<RosterState, RosterCommand, RosterEvent> = {
  initialState: { seen: 0, running: null, refusedFor: null, ended: new Map() },
  decide({ seen, running, refusedFor, ended }, command) {
    const { schoolId, pupilId, changeId } = command;
    const whose = { schoolId, pupilId, changeId };
    if (command.type === 'PlanRosterChange') {
      const { type: _, context, ...planned } = command;
      if (ended.has(changeId) || running?.changeId === changeId) return [];
      if (running || context.seen !== seen) throw new Refusal('roster_changing');
      return [{ type: 'RosterChangePlanned', data: planned }];
    }
    if (running?.changeId !== changeId) return [];
    switch (command.type) {
      case 'CompleteRosterChange':
        return refusedFor === null ? [{ type: 'RosterChangeCompleted', data: whose }] : [];
      case 'RefuseRosterChange':
        return refusedFor === null ? [{ type: 'RosterChangeRefused', data: { ...whose, code: command.code } }] : [];
      case 'TakeBackRosterChange':
        return refusedFor === null ? [] : [{ type: 'RosterChangeTakenBack', data: whose }];
    }
  },
  evolve(state, event) {
    const finished = (code: string | null): RosterState => ({
      ...state,
      running: null,
      refusedFor: null,
      ended: new Map(state.ended).set(event.data.changeId, code),
    });
    switch (event.type) {
      case 'RosterChangePlanned':
        return { ...state, seen: state.seen + 1, running: event.data, refusedFor: null };
      case 'RosterChangeCompleted':
        return finished(null);
      case 'RosterChangeRefused':
        return { ...state, refusedFor: event.data.code };
      case 'RosterChangeTakenBack':
        return finished(state.refusedFor ?? 'refused');
    }
  },
};

import type { SchoolYearEvent } from '@peremena/events';
import { Refusal, type Decider } from '../core/decider.ts';
import type { PlannedYear, YearCommand } from './year-commands.ts';

export interface YearState {
  readonly phase: 'none' | 'running' | 'completed' | 'undoing' | 'undone';
  readonly planned: PlannedYear | null;
}

/** Rules of the change into one school year: one at a time, carried out once, undone once; undone, it can be planned anew. */
export const yearDecider: Decider<YearState, YearCommand, SchoolYearEvent> = {
  initialState: { phase: 'none', planned: null },
  decide({ phase, planned }, command) {
    const { schoolId, yearId, changeId } = command;
    const whose = { schoolId, yearId, changeId };
    if (command.type === 'PlanYearChange') {
      const { type: _, ...data } = command;
      if (phase === 'running' || phase === 'undoing') throw new Refusal('year_changing');
      if (phase === 'completed') throw new Refusal('year_changed');
      return [{ type: 'YearChangePlanned', data }];
    }
    if (planned?.changeId !== changeId) {
      if (command.type === 'BeginYearUndo') throw new Refusal('year_not_changed');
      return [];
    }
    switch (command.type) {
      case 'AdvanceYearChange':
        return phase === 'running' ? [{ type: 'YearChangeAdvanced', data: { ...whose, done: command.done } }] : [];
      case 'CompleteYearChange':
        return phase === 'running'
          ? [{ type: 'YearChangeCompleted', data: { ...whose, refused: [...command.refused] } }]
          : [];
      case 'BeginYearUndo':
        if (phase === 'running') throw new Refusal('year_changing');
        return phase === 'completed' ? [{ type: 'YearUndoBegun', data: whose }] : [];
      case 'CompleteYearUndo':
        return phase === 'undoing' ? [{ type: 'YearChangeUndone', data: { ...whose, kept: [...command.kept] } }] : [];
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'YearChangePlanned':
        return { phase: 'running', planned: event.data };
      case 'YearChangeAdvanced':
        return state;
      case 'YearChangeCompleted':
        return { ...state, phase: 'completed' };
      case 'YearUndoBegun':
        return { ...state, phase: 'undoing' };
      case 'YearChangeUndone':
        return { ...state, phase: 'undone' };
    }
  },
};

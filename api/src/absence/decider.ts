import type { AbsenceEvent, AbsenceId } from '@peremena/events';
import { Refusal, type Decider } from '../core/decider.ts';
import type { AbsenceCommand } from './commands.ts';

interface Days {
  readonly from: string;
  readonly to: string;
}
/** The days one teacher is away from one school. */
export type AbsenceState = ReadonlyMap<AbsenceId, Days>;

/** A year at once is a leave, which ends the post instead; both ends inclusive. */
const longest = 366;

/** Rules of a teacher's absences: they have an end, and two of them do not share a day. */
export const absenceDecider: Decider<AbsenceState, AbsenceCommand, AbsenceEvent> = {
  initialState: new Map(),
  decide(state, command) {
    const { schoolId, teacherId, absenceId } = command;
    const whose = { schoolId, absenceId, teacherId };
    const there = state.get(absenceId);
    if (command.type === 'WithdrawAbsence') return there ? [{ type: 'TeacherAbsenceWithdrawn', data: whose }] : [];
    const { from, to } = command;
    if (there?.from === from && there.to === to) return [];
    if (command.type === 'ChangeAbsence' && !there) throw new Refusal('absence_unknown', { absenceId });
    fits(state, absenceId, { from, to });
    return [{ type: there ? 'TeacherAbsenceChanged' : 'TeacherAbsenceReported', data: { ...whose, from, to } }];
  },
  evolve(state, { type, data }) {
    const next = new Map(state);
    if (type === 'TeacherAbsenceWithdrawn') next.delete(data.absenceId);
    else next.set(data.absenceId, { from: data.from, to: data.to });
    return next;
  },
};

function fits(state: AbsenceState, absenceId: AbsenceId, { from, to }: Days): void {
  if (to < from || Date.parse(to) - Date.parse(from) >= longest * 86_400_000) {
    throw new Refusal('period_dates', { from, to });
  }
  for (const [id, days] of state) {
    if (id !== absenceId && from <= days.to && days.from <= to) throw new Refusal('absence_overlaps', { ...days });
  }
}

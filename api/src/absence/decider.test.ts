import type { AbsenceEvent, AbsenceId, PersonId, SchoolId } from '@peremena/events';
import { describe, it } from 'vitest';
import { specify } from '../core/specification.ts';
import { absenceDecider } from './decider.ts';

const { given } = specify(absenceDecider);
const id = (digit: number) => `8888888${digit}-8888-4888-8888-888888888888` as AbsenceId;
const whose = {
  schoolId: '11111111-1111-4111-8111-111111111111' as SchoolId,
  teacherId: '44444444-4444-4444-8444-444444444444' as PersonId,
  absenceId: id(1),
};
const days = { from: '2026-11-23', to: '2026-11-25' };
const report = { type: 'ReportAbsence' as const, ...whose, ...days };
const reported: AbsenceEvent = { type: 'TeacherAbsenceReported', data: { ...whose, ...days } };

describe('ReportAbsence', () => {
  it('reports', () => given([]).when(report).then([reported]));
  it('does nothing again', () => given([reported]).when(report).then([]));
  it('is refused when a day is reported already', () =>
    given([reported])
      .when({ ...report, absenceId: id(2), from: '2026-11-25', to: '2026-11-30' })
      .thenRefused('absence_overlaps', days));
  it('follows another on the next day', () => {
    const next = { ...whose, absenceId: id(2), from: '2026-11-26', to: '2026-11-26' };
    given([reported])
      .when({ ...report, ...next })
      .then([{ type: 'TeacherAbsenceReported', data: next }]);
  });
  it('is refused when it ends before it begins, and when it never ends', () => {
    given([])
      .when({ ...report, to: '2026-11-22' })
      .thenRefused('period_dates');
    given([])
      .when({ ...report, to: '2027-11-24' })
      .thenRefused('period_dates');
  });
});

describe('ChangeAbsence', () => {
  const change = { type: 'ChangeAbsence' as const, ...whose, from: '2026-11-23', to: '2026-11-27' };
  it('changes', () =>
    given([reported])
      .when(change)
      .then([{ type: 'TeacherAbsenceChanged', data: { ...whose, from: change.from, to: change.to } }]));
  it('is refused for an absence that is not there', () => given([]).when(change).thenRefused('absence_unknown'));
});

describe('WithdrawAbsence', () => {
  const withdraw = { type: 'WithdrawAbsence' as const, ...whose };
  const withdrawn: AbsenceEvent = { type: 'TeacherAbsenceWithdrawn', data: whose };
  it('takes it back, and its days are free again', () => {
    given([reported]).when(withdraw).then([withdrawn]);
    given([reported, withdrawn])
      .when({ ...report, absenceId: id(2) })
      .then([{ type: 'TeacherAbsenceReported', data: { ...whose, ...days, absenceId: id(2) } }]);
  });
  it('does nothing again', () => given([reported, withdrawn]).when(withdraw).then([]));
});

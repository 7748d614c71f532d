import { AbsenceId, CalendarDate, PersonId, SchoolId } from '@peremena/events';
import * as v from 'valibot';

const days = { from: CalendarDate, to: CalendarDate };
export const ReportAbsenceBody = v.strictObject({ teacherId: PersonId, ...days });
export const ChangeAbsenceBody = v.strictObject(days);

const whose = { schoolId: SchoolId, teacherId: PersonId, absenceId: AbsenceId };
export const ReportAbsence = v.strictObject({ type: v.literal('ReportAbsence'), ...whose, ...days });
export const ChangeAbsence = v.strictObject({ type: v.literal('ChangeAbsence'), ...whose, ...days });
export const WithdrawAbsence = v.strictObject({ type: v.literal('WithdrawAbsence'), ...whose });

export const AbsenceCommand = v.variant('type', [ReportAbsence, ChangeAbsence, WithdrawAbsence]);
export type AbsenceCommand = v.InferOutput<typeof AbsenceCommand>;

import { event, type EventOf } from './event.ts';
import { AbsenceId, PersonId, SchoolId } from './ids.ts';
import { CalendarDate } from './text.ts';

const absence = { schoolId: SchoolId, absenceId: AbsenceId, teacherId: PersonId };

/** A teacher will not be at school on these days, both inclusive. Why is not asked: it is a matter of the personnel file. */
export const TeacherAbsenceReported = event('TeacherAbsenceReported', 1, {
  ...absence,
  from: CalendarDate,
  to: CalendarDate,
});
/** The absence is longer or shorter than reported. */
export const TeacherAbsenceChanged = event('TeacherAbsenceChanged', 1, {
  ...absence,
  from: CalendarDate,
  to: CalendarDate,
});
/** The report was a mistake, or the teacher comes after all. */
export const TeacherAbsenceWithdrawn = event('TeacherAbsenceWithdrawn', 1, absence);

export const absenceEvents = [TeacherAbsenceReported, TeacherAbsenceChanged, TeacherAbsenceWithdrawn] as const;
export type AbsenceEvent = EventOf<(typeof absenceEvents)[number]>;

import { patch, projection, remove, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** Which teachers are away from a school, and on which days? */
export const absences = projection({
  name: 'absences',
  version: 1,
  columns: { absence_id: 'uuid', school_id: 'uuid', teacher_id: 'uuid', from_date: 'date', to_date: 'date' },
  key: ['absence_id'],
  handlers: {
    TeacherAbsenceReported: ({ data }) => [
      upsert({
        absence_id: data.absenceId,
        school_id: data.schoolId,
        teacher_id: data.teacherId,
        from_date: data.from,
        to_date: data.to,
      }),
    ],
    TeacherAbsenceChanged: ({ data }) => [
      patch({ absence_id: data.absenceId }, { from_date: data.from, to_date: data.to }),
    ],
    TeacherAbsenceWithdrawn: ({ data }) => [remove({ absence_id: data.absenceId })],
  },
  topics: topicsOf,
});

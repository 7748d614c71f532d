import { projection, remove, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

interface Noted {
  readonly lessonId: string;
  readonly groupId: string;
  readonly schoolId: string;
}

const note = ({ lessonId, groupId, schoolId }: Noted, pupilId: string, code: string | null) =>
  code === null
    ? remove({ lesson_id: lessonId, pupil_id: pupilId })
    : upsert({ lesson_id: lessonId, pupil_id: pupilId, school_id: schoolId, group_id: groupId, code });

/** Who was absent, ill or late at this lesson? Those present have no row. */
export const attendance = projection({
  name: 'attendance',
  version: 1,
  columns: { lesson_id: 'uuid', pupil_id: 'uuid', school_id: 'uuid', group_id: 'uuid', code: 'text' },
  key: ['lesson_id', 'pupil_id'],
  handlers: {
    AttendanceTaken: ({ data }) => [
      ...data.present.map((pupilId) => note(data, pupilId, null)),
      ...data.exceptions.map(({ pupilId, code }) => note(data, pupilId, code)),
    ],
    AttendanceCorrected: ({ data }) => [note(data, data.pupilId, data.after)],
  },
  topics: topicsOf,
});

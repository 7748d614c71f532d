import { patch, projection, remove, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

const cell = (data: { lessonId: string; pupilId: string }) => ({ lesson_id: data.lessonId, pupil_id: data.pupilId });

/** Which mark stands in this cell of the journal now, and which event wrote it? */
export const marks = projection({
  name: 'marks',
  version: 1,
  columns: {
    lesson_id: 'uuid',
    pupil_id: 'uuid',
    school_id: 'uuid',
    group_id: 'uuid',
    mark_id: 'uuid',
    value: 'text',
    event_id: 'uuid',
    changed: 'boolean',
  },
  key: ['lesson_id', 'pupil_id'],
  handlers: {
    MarkPosted: ({ id, data }) => [
      upsert({
        ...cell(data),
        school_id: data.schoolId,
        group_id: data.groupId,
        mark_id: data.markId,
        value: data.value,
        event_id: id,
        changed: false,
      }),
    ],
    MarkCorrected: ({ id, data }) => [patch(cell(data), { value: data.after, event_id: id, changed: true })],
    MarkWithdrawn: ({ data }) => [remove(cell(data))],
  },
  topics: topicsOf,
});

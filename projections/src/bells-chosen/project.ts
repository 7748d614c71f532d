import { projection, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** By which bell schedule does a class or a group have its lessons? */
export const bellsChosen = projection({
  name: 'bells_chosen',
  version: 1,
  columns: { about_id: 'uuid', school_id: 'uuid', schedule_id: 'uuid' },
  key: ['about_id'],
  handlers: {
    BellsChosen: ({ data }) => {
      const about = data.groupId ?? data.classId;
      return about === null
        ? []
        : [upsert({ about_id: about, school_id: data.schoolId, schedule_id: data.scheduleId })];
    },
  },
  topics: topicsOf,
});

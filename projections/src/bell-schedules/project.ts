import { projection, remove, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** When do the bells ring, by each named schedule of a school? The usual one is a school's own and has its id. */
export const bellSchedules = projection({
  name: 'bell_schedules',
  version: 1,
  columns: { schedule_id: 'uuid', school_id: 'uuid', title: 'text', bells: 'jsonb' },
  key: ['schedule_id'],
  handlers: {
    BellScheduleSet: ({ data }) => [
      upsert({
        schedule_id: data.scheduleId,
        school_id: data.schoolId,
        title: data.title,
        bells: { list: data.bells },
      }),
    ],
    BellScheduleRemoved: ({ data }) => [remove({ schedule_id: data.scheduleId })],
  },
  topics: topicsOf,
});

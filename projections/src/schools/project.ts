import { patch, projection, remove, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** What is this school called, which time is it there, which scale of marks and which bells has it? */
export const schools = projection({
  name: 'schools',
  version: 1,
  columns: { school_id: 'uuid', title: 'text', time_zone: 'text', scale: 'text', bells: 'jsonb' },
  key: ['school_id'],
  handlers: {
    SchoolOpened: ({ data }) => [
      upsert({
        school_id: data.schoolId,
        title: data.title,
        time_zone: data.timeZone,
        scale: data.scale,
        bells: { list: [] },
      }),
    ],
    SchoolOpeningWithdrawn: ({ data }) => [remove({ school_id: data.schoolId })],
    SchoolRenamed: ({ data }) => [patch({ school_id: data.schoolId }, { title: data.title })],
    // The usual schedule has the school's own id.
    BellScheduleSet: ({ data }) =>
      String(data.scheduleId) === data.schoolId
        ? [patch({ school_id: data.schoolId }, { bells: { list: data.bells } })]
        : [],
    BellsSet: ({ data }) => [patch({ school_id: data.schoolId }, { bells: { list: data.bells } })],
  },
  topics: topicsOf,
});

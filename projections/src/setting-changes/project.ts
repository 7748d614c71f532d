import { projection, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** Which settings of a school were changed, by whom, when, from what to what? The last change of a setting is how it stands. */
export const settingChanges = projection({
  name: 'setting_changes',
  version: 1,
  columns: {
    event_id: 'uuid',
    school_id: 'uuid',
    setting: 'text',
    place: 'bigint',
    at: 'timestamptz',
    changed_by: 'uuid',
    before: 'jsonb',
    after: 'jsonb',
  },
  key: ['event_id'],
  handlers: {
    SecondFactorRuleSet: ({ id, position, metadata, data }) => [
      upsert({
        event_id: id,
        school_id: data.schoolId,
        setting: 'second_factor',
        place: position,
        at: metadata.at,
        changed_by: metadata.actorId,
        before: data.before,
        after: data.after,
      }),
    ],
  },
  topics: topicsOf,
});

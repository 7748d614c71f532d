import { patch, projection, remove, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** Who was in this group on that date? A pupil who comes back has another row. */
export const groupMembers = projection({
  name: 'group_members',
  version: 1,
  columns: { group_id: 'uuid', pupil_id: 'uuid', valid_from: 'date', valid_to: 'date', school_id: 'uuid' },
  key: ['group_id', 'pupil_id', 'valid_from'],
  handlers: {
    PupilJoinedGroup: ({ data }) => [
      upsert({
        group_id: data.groupId,
        pupil_id: data.pupilId,
        valid_from: data.from,
        valid_to: data.to,
        school_id: data.schoolId,
      }),
    ],
    PupilLeftGroup: ({ data }) => [
      patch({ group_id: data.groupId, pupil_id: data.pupilId, valid_from: data.from }, { valid_to: data.lastDay }),
    ],
    GroupPlaceCancelled: ({ data }) => [
      remove({ group_id: data.groupId, pupil_id: data.pupilId, valid_from: data.from }),
    ],
    GroupPlaceContinued: ({ data }) => [
      patch({ group_id: data.groupId, pupil_id: data.pupilId, valid_from: data.from }, { valid_to: data.to }),
    ],
  },
  topics: topicsOf,
});

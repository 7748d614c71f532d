import { projection, remove, upsert } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

/** Which changes that run over many streams have begun and are not finished? */
export const unfinishedChanges = projection({
  name: 'unfinished_changes',
  version: 1,
  columns: { change_id: 'uuid', kind: 'text', school_id: 'uuid', object_id: 'uuid', since: 'timestamptz' },
  key: ['change_id'],
  handlers: {
    RosterChangePlanned: ({ data, metadata }) => [
      upsert({
        change_id: data.changeId,
        kind: 'roster',
        school_id: data.schoolId,
        object_id: data.pupilId,
        since: metadata.at,
      }),
    ],
    YearChangePlanned: ({ data, metadata }) => [
      upsert({
        change_id: data.changeId,
        kind: 'year',
        school_id: data.schoolId,
        object_id: data.yearId,
        since: metadata.at,
      }),
    ],
    YearChangeCompleted: ({ data }) => [remove({ change_id: data.changeId })],
    YearUndoBegun: ({ data, metadata }) => [
      upsert({
        change_id: data.changeId,
        kind: 'year',
        school_id: data.schoolId,
        object_id: data.yearId,
        since: metadata.at,
      }),
    ],
    YearChangeUndone: ({ data }) => [remove({ change_id: data.changeId })],
    RosterChangeCompleted: ({ data }) => [remove({ change_id: data.changeId })],
    RosterChangeTakenBack: ({ data }) => [remove({ change_id: data.changeId })],
  },
  topics: topicsOf,
});

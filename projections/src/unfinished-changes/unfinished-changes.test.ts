import { expect, test } from 'vitest';
import { id, pupils, school } from '../../test/school.ts';
import { given, type Given } from '../core/specification.ts';
import { unfinishedChanges } from './project.ts';

const [pupilId] = pupils;
const whose = { schoolId: school, pupilId, changeId: id('change') };
const happened = (type: string, data = {}) =>
  ({ type, data: { ...whose, ...data }, stream: `roster-${school}.${pupilId}` }) as unknown as Given;
const planned = happened('RosterChangePlanned', {
  ...{ kind: 'leaving', reason: 'other', on: '2026-10-12', to: null, classJoined: null, groupsJoined: [] },
  ...{ classLeft: { classId: id('7B'), from: '2026-09-01', to: null }, groupsLeft: [] },
});

test('a change is here from its plan to its end', async () => {
  await expect(given([planned]).rows(unfinishedChanges)).resolves.toMatchObject([{ object_id: pupilId }]);
  const refused = happened('RosterChangeRefused', { code: 'already_in_class' });
  await expect(given([planned, refused]).rows(unfinishedChanges)).resolves.toHaveLength(1);
  await expect(given([planned, happened('RosterChangeCompleted')]).rows(unfinishedChanges)).resolves.toEqual([]);
  const back = happened('RosterChangeTakenBack');
  await expect(given([planned, refused, back]).rows(unfinishedChanges)).resolves.toEqual([]);
});

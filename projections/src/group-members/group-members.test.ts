import { expect, test } from 'vitest';
import { group, pupils, school, smallSchool } from '../../test/school.ts';
import { given, type Given } from '../core/specification.ts';
import { groupMembers } from './project.ts';

const anna = pupils[0]!;
const happened = (type: string, data: object): Given =>
  ({ type, data: { schoolId: school, groupId: group, pupilId: anna, ...data } }) as unknown as Given;

test('a pupil who leaves and comes back has two periods', async () => {
  const rows = await given([
    ...smallSchool,
    happened('PupilLeftGroup', { from: '2026-09-01', lastDay: '2026-09-20' }),
    happened('PupilJoinedGroup', { from: '2026-10-01', to: null, source: null }),
  ]).rows(groupMembers);
  expect(rows.filter((row) => row['pupil_id'] === anna)).toMatchObject([
    { valid_from: '2026-09-01', valid_to: '2026-09-20' },
    { valid_from: '2026-10-01', valid_to: null },
  ]);
  expect(rows).toHaveLength(4);
});

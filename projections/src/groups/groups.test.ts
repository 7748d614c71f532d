import { expect, test } from 'vitest';
import { group, school, smallSchool } from '../../test/school.ts';
import { given, type Given } from '../core/specification.ts';
import { groups } from './project.ts';

const change = {
  type: 'GroupRenamed',
  data: { schoolId: school, groupId: group, ...{ title: 'Алгебра, 1' } },
} as unknown as Given;

test('a later name takes the place of the first', async () => {
  await expect(given(smallSchool).rows(groups)).resolves.toHaveLength(1);
  await expect(given([...smallSchool, change]).rows(groups)).resolves.toMatchObject([{ title: 'Алгебра, 1' }]);
});

import { expect, test } from 'vitest';
import { klass, school, smallSchool } from '../../test/school.ts';
import { given, type Given } from '../core/specification.ts';
import { classes } from './project.ts';

const change = {
  type: 'ClassRenamed',
  data: { schoolId: school, classId: klass, ...{ title: '8Б' } },
} as unknown as Given;

test('a later name takes the place of the first', async () => {
  await expect(given(smallSchool).rows(classes)).resolves.toHaveLength(1);
  await expect(given([...smallSchool, change]).rows(classes)).resolves.toMatchObject([{ title: '8Б' }]);
});

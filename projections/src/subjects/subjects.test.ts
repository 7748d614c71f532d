import { expect, test } from 'vitest';
import { school, smallSchool, subject } from '../../test/school.ts';
import { given, type Given } from '../core/specification.ts';
import { subjects } from './project.ts';

const change = {
  type: 'SubjectRenamed',
  data: { schoolId: school, subjectId: subject, ...{ title: 'Геометрия' } },
} as unknown as Given;

test('a later name takes the place of the first', async () => {
  await expect(given(smallSchool).rows(subjects)).resolves.toHaveLength(1);
  await expect(given([...smallSchool, change]).rows(subjects)).resolves.toMatchObject([{ title: 'Геометрия' }]);
});

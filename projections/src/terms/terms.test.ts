import { expect, test } from 'vitest';
import { school, smallSchool, term } from '../../test/school.ts';
import { given, type Given } from '../core/specification.ts';
import { terms } from './project.ts';

const change = {
  type: 'TermRescheduled',
  data: { schoolId: school, termId: term, ...{ title: 'Осень', from: '2026-09-02', to: '2026-10-30' } },
} as unknown as Given;

test('a later name takes the place of the first', async () => {
  await expect(given(smallSchool).rows(terms)).resolves.toHaveLength(1);
  await expect(given([...smallSchool, change]).rows(terms)).resolves.toMatchObject([{ title: 'Осень' }]);
});

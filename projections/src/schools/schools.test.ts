import { expect, test } from 'vitest';
import { school, smallSchool } from '../../test/school.ts';
import { given, type Given } from '../core/specification.ts';
import { schools } from './project.ts';

const change = { type: 'SchoolRenamed', data: { schoolId: school, ...{ title: 'Школа № 18' } } } as unknown as Given;

test('a later name takes the place of the first', async () => {
  await expect(given(smallSchool).rows(schools)).resolves.toHaveLength(1);
  await expect(given([...smallSchool, change]).rows(schools)).resolves.toMatchObject([{ title: 'Школа № 18' }]);
});

test('bells are those set last', async () => {
  const bells = {
    type: 'BellsSet',
    data: { schoolId: school, bells: [{ slot: 2, from: '10:00', to: '10:45' }] },
  } as unknown as Given;
  await expect(given([...smallSchool, bells]).rows(schools)).resolves.toMatchObject([
    { bells: { list: [{ slot: 2 }] }, time_zone: 'Europe/Moscow' },
  ]);
});

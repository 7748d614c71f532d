import { expect, test } from 'vitest';
import { group, klass, school } from '../../test/school.ts';
import { given, type Given } from '../core/specification.ts';
import { titles } from './project.ts';

const promoted = (title: string, from: string) =>
  ({
    type: 'ClassPromoted',
    data: { schoolId: school, classId: klass, title, grade: 8, from },
    stream: `class-${school}.${klass}`,
  }) as unknown as Given;
const told = (type: string, data: object) =>
  ({ type, data: { schoolId: school, ...data }, stream: `class-${school}.${klass}` }) as unknown as Given;

test('each year has its title, a correction takes the place of one, and what is taken back is gone', async () => {
  const years = [promoted('8Б', '2027-09-01'), promoted('9Б', '2028-09-01'), promoted('9В', '2028-09-01')];
  await expect(given(years).rows(titles)).resolves.toMatchObject([{ title: '8Б' }, { title: '9В' }]);
  const back = told('PromotionWithdrawn', { classId: klass, from: '2028-09-01' });
  await expect(given([...years, back]).rows(titles)).resolves.toMatchObject([{ title: '8Б' }]);
});

test('groups go with their class', async () => {
  const retitled = told('GroupRetitled', { groupId: group, title: '8Б, группа 1', from: '2027-09-01' });
  await expect(given([retitled]).rows(titles)).resolves.toMatchObject([{ thing_id: group, grade: null }]);
  const back = told('RetitlingWithdrawn', { groupId: group, from: '2027-09-01' });
  await expect(given([retitled, back]).rows(titles)).resolves.toEqual([]);
});

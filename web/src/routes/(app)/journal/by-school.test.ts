import { expect, test } from 'vitest';
import { bySchool } from './by-school.ts';

const group = (classTitle: string, schoolId = 'one') => ({
  id: classTitle,
  schoolId,
  title: classTitle,
  classTitle,
  subject: { id: 'algebra', title: 'Алгебра' },
  pupils: 25,
  mayAddLesson: true,
});

test('classes follow their numbers, and one school needs no title', () => {
  const [part] = bySchool([group('10Б'), group('3А')], [{ id: 'one', title: 'Школа № 17' }]);
  expect(part?.school).toBeNull();
  expect(part?.groups.map(({ title }) => title)).toEqual(['3А', '10Б']);
});

test('two schools are told apart', () => {
  const schools = [
    { id: 'one', title: 'Школа № 17' },
    { id: 'two', title: 'Лицей' },
  ];
  expect(bySchool([group('3А'), group('5А', 'two')], schools).map(({ school }) => school)).toEqual([
    'Школа № 17',
    'Лицей',
  ]);
});

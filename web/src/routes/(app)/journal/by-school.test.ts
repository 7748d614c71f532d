import { expect, test } from 'vitest';
import { byClass, bySchool } from './by-school.ts';

const group = (classTitle: string, schoolId = 'one') => ({
  id: classTitle,
  schoolId,
  title: classTitle,
  classTitle,
  subject: { id: 'algebra', title: 'Алгебра' },
  pupils: 25,
  over: false,
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

test('a teacher’s groups are one list, a whole school’s are parted by class, mixed groups last', () => {
  expect(byClass([group('3А'), group('5А')])).toHaveLength(1);
  const school = ['3А', '5А'].flatMap((title) => Array.from({ length: 12 }, () => group(title)));
  const mixed = { ...group('5А'), classTitle: null };
  const parts = byClass([mixed, ...school]);
  expect(parts.map(({ title, groups }) => [title, groups.length])).toEqual([
    ['3А', 12],
    ['5А', 12],
    [null, 1],
  ]);
});

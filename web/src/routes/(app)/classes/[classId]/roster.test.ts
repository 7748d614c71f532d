import { expect, test } from 'vitest';
import { severed } from './roster.ts';

const group = (id: string) => ({ id, title: '7Б', subject: id, ofClass: true });
const pupil = (id: string, ...groups: string[]) => ({ id, groups }) as never;

test('groups of the whole class are told from parts of it', () => {
  const groups = [group('algebra'), group('english'), group('nobody')];
  const { whole } = severed({ groups, pupils: [pupil('anna', 'algebra', 'english'), pupil('boris', 'algebra')] });
  expect(whole).toEqual([group('algebra')]);
});

test('an empty class has none', () => {
  expect(severed({ groups: [group('algebra')], pupils: [] }).whole).toEqual([]);
});

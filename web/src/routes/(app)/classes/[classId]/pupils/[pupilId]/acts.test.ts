import { expect, test } from 'vitest';
import { actOf, partsOf } from './acts.ts';

const group = (id: string, subject: string, ofClass = true) => ({ id, title: id, subject, ofClass });

test('subjects in parts are those with more than one group of the class', () => {
  const groups = [group('a', 'algebra'), group('e1', 'english'), group('e2', 'english'), group('x', 'algebra', false)];
  const pupils = [{ groups: ['a', 'e2'] }, { groups: ['e2'] }] as never;
  expect(partsOf({ groups, pupils })).toEqual([
    {
      subject: 'english',
      groups: [
        { ...group('e1', 'english'), pupils: 0 },
        { ...group('e2', 'english'), pupils: 2 },
      ],
    },
  ]);
});

test('an act nobody knows is a change of class', () => {
  expect(['leave', 'regroup', 'fly', null].map(actOf)).toEqual(['leave', 'regroup', 'move', 'move']);
});

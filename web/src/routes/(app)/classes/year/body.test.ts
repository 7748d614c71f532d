import { expect, test } from 'vitest';
import { yearBodyOf } from './body.ts';

test('rows that were filled in are sent, others are not', () => {
  const form = new FormData();
  const typed = {
    ...{ on: '2027-09-01', 'title.a': ' 8Б ', 'title.b': '10А', 'leaves.b': 'on', opened: '1А, 1Б,' },
    ...{ 'pupil.0': 'anna', 'into.0': 'c', 'pupil.1': 'boris', 'into.1': 'leaves', 'pupil.2': '', 'into.2': '' },
    ...{ 'term.0': '1 четверть', 'from.0': '2027-09-01', 'to.0': '2027-10-24', 'term.1': '2 четверть', 'from.1': '' },
  };
  for (const [name, value] of Object.entries(typed)) form.set(name, value);
  expect(yearBodyOf(form)).toEqual({
    on: '2027-09-01',
    classes: [
      { classId: 'a', title: '8Б' },
      { classId: 'b', title: null },
    ],
    opened: ['1А', '1Б'],
    pupils: [
      { pupilId: 'anna', toClassId: 'c' },
      { pupilId: 'boris', toClassId: null },
    ],
    terms: [{ title: '1 четверть', from: '2027-09-01', to: '2027-10-24' }],
  });
});

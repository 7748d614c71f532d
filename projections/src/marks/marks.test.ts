import { expect, test } from 'vitest';
import { id, make, pupils } from '../../test/school.ts';
import { given } from '../core/specification.ts';
import { marks } from './project.ts';

const lesson = id('lesson');
const [anna, boris] = pupils as [string, string];

test('a cell holds the mark as it stands and the event that wrote it', async () => {
  const rows = await given([
    make.mark(lesson, anna, '4'),
    make.mark(lesson, boris, '3'),
    { ...make.correction(lesson, boris, id('before'), '3', '5'), id: id('correction') },
  ]).rows(marks);
  expect(rows).toHaveLength(2);
  expect(rows.find((row) => row['pupil_id'] === anna)).toMatchObject({ value: '4', changed: false });
  expect(rows.find((row) => row['pupil_id'] === boris)).toMatchObject({
    value: '5',
    changed: true,
    event_id: id('correction'),
  });
});

test('a mark taken back leaves the cell empty, ready for another', async () => {
  const taken = [make.mark(lesson, anna, '2'), make.withdrawal(lesson, anna, id('before'), '2')];
  await expect(given(taken).rows(marks)).resolves.toEqual([]);
  const again = await given([...taken, make.mark(lesson, anna, '4', id('another'))]).rows(marks);
  expect(again).toMatchObject([{ value: '4', mark_id: id('another'), changed: false }]);
});

import { expect, test } from 'vitest';
import { id, make, pupils } from '../../test/school.ts';
import { given } from '../core/specification.ts';
import { attendance } from './project.ts';

const lesson = id('lesson');
const [anna, boris, vera] = pupils as [string, string, string];

test('the roll leaves rows for those who were not simply present', async () => {
  const rows = await given([
    make.roll(
      lesson,
      [anna],
      [
        { pupilId: boris, code: 'ill' },
        { pupilId: vera, code: 'late' },
      ],
    ),
  ]).rows(attendance);
  expect(Object.fromEntries(rows.map((row) => [row['pupil_id'], row['code']]))).toEqual({
    [boris]: 'ill',
    [vera]: 'late',
  });
});

test('a roll takes the place of what was noted before it', async () => {
  const rows = await given([
    make.attendance(lesson, anna, null, 'absent'),
    make.roll(lesson, [anna, boris, vera], []),
  ]).rows(attendance);
  expect(rows).toEqual([]);
});

test('a correction changes one pupil, and present means no row', async () => {
  const roll = make.roll(lesson, [anna], [{ pupilId: boris, code: 'absent' }]);
  const corrected = [roll, make.attendance(lesson, boris, 'absent', null), make.attendance(lesson, anna, null, 'late')];
  await expect(given(corrected).rows(attendance)).resolves.toMatchObject([{ pupil_id: anna, code: 'late' }]);
});

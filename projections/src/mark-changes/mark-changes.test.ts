import { expect, test } from 'vitest';
import { id, make, pupils, teacher } from '../../test/school.ts';
import { given, type Given } from '../core/specification.ts';
import { markChanges } from './project.ts';

const lesson = id('lesson');
const anna = pupils[0]!;
const note = { $sealed: { subject: anna, class: 'education', key: 1, bytes: 'AAAA' } };

test('every change keeps who, when, why, old and new; its note stays sealed', async () => {
  const correction = make.correction(lesson, anna, id('before'), '2', '4');
  const withNote = { ...correction, data: { ...correction.data, note } } as Given;
  const rows = await given([
    make.mark(lesson, anna, '2'),
    withNote,
    make.withdrawal(lesson, anna, id('before'), '4'),
  ]).rows(markChanges);
  expect(rows).toMatchObject([
    {
      kind: 'posted',
      before: null,
      after: '2',
      reason: null,
      note: null,
      by_id: teacher,
      at: '2026-09-01T08:00:00.000Z',
    },
    { kind: 'corrected', before: '2', after: '4', reason: 'typo', note },
    { kind: 'withdrawn', before: '4', after: null, reason: 'other', note: null },
  ]);
});

test('a note that comes in the open is not kept', async () => {
  const correction = make.correction(lesson, anna, id('before'), '2', '4');
  const open = { ...correction, data: { ...correction.data, note: 'списал' } } as Given;
  await expect(given([open]).rows(markChanges)).resolves.toMatchObject([{ note: null }]);
});

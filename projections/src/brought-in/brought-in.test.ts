import { expect, test } from 'vitest';
import { id, make, pupils } from '../../test/school.ts';
import { broughtInResults } from '../brought-in-results/project.ts';
import { broughtInWorks } from '../brought-in-works/project.ts';
import { given } from '../core/specification.ts';

const [anna, boris] = pupils as [string, string];
const sealed = { $sealed: { subject: anna, class: 'education', key: 1, bytes: 'AAAA' } };

test('a work stands as the last file has it', async () => {
  const rows = await given([make.workBroughtIn('quiz'), make.workCorrected('quiz', 'Срез')]).rows(broughtInWorks);
  expect(rows).toMatchObject([
    { title: 'Срез', category: { title: 'Контрольные' }, highest: '100', source: 'oneroster:quiz', removed: false },
  ]);
});

test('a removed work keeps its row and comes back; one that never was leaves none', async () => {
  const removed = [make.workBroughtIn('quiz'), make.ofBroughtInWork('BroughtInWorkRemoved', 'quiz')];
  await expect(given(removed).rows(broughtInWorks)).resolves.toMatchObject([{ removed: true }]);
  const back = [...removed, make.ofBroughtInWork('BroughtInWorkRestored', 'quiz')];
  await expect(given(back).rows(broughtInWorks)).resolves.toMatchObject([{ removed: false }]);
  const never = [...back, make.ofBroughtInWork('BroughtInWorkWithdrawn', 'quiz')];
  await expect(given(never).rows(broughtInWorks)).resolves.toEqual([]);
});

test('a result says when a later file changed it, and keeps words sealed under the event they came with', async () => {
  const rows = await given([
    make.resultBroughtIn('quiz', anna, '95.5', { comment: sealed, flags: ['late'] }),
    make.resultBroughtIn('quiz', boris, null),
    { ...make.resultCorrected('quiz', boris, '12'), metadata: { at: '2026-11-22T09:00:00.000Z' } },
  ]).rows(broughtInResults);
  expect(rows.find((row) => row['pupil_id'] === anna)).toMatchObject({
    ...{ score: '95.5', comment: sealed, flags: ['late'], event_type: 'ResultBroughtIn', changed_at: null },
  });
  expect(rows.find((row) => row['pupil_id'] === boris)).toMatchObject({
    ...{ status: 'graded', score: '12', event_type: 'BroughtInResultCorrected' },
    changed_at: '2026-11-22T09:00:00.000Z',
  });
});

test('open words never reach a row; a withdrawn result leaves none', async () => {
  const open = make.resultBroughtIn('quiz', anna, '5', { comment: 'Молодец', textScore: 'пять' });
  await expect(given([open]).rows(broughtInResults)).resolves.toMatchObject([{ comment: null, text_score: null }]);
  const which = { resultId: id(`result quiz ${anna}`), pupilId: anna };
  const gone = make.ofBroughtInWork('BroughtInResultWithdrawn', 'quiz', which);
  await expect(given([open, gone]).rows(broughtInResults)).resolves.toEqual([]);
});

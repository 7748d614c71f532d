import { expect, test } from 'vitest';
import { id, school } from '../../test/school.ts';
import { given, type Given } from '../core/specification.ts';
import { yearChanges } from './project.ts';

const whose = { schoolId: school, yearId: id('year'), changeId: id('change') };
const told = (type: string, data = {}) =>
  ({ type, data: { ...whose, ...data }, stream: `schoolyear-${school}.${id('year')}` }) as unknown as Given;
const planned = told('YearChangePlanned', {
  on: '2027-09-01',
  promoted: [],
  opened: [],
  terms: [],
  moves: [],
  parts: 7,
});
const kept = [{ what: 'terms', id: null, code: 'terms_stay' }];

test('a change is told from its plan to its end, and its undoing', async () => {
  const rows = (...more: Given[]) => given([planned, ...more]).rows(yearChanges);
  await expect(rows(told('YearChangeAdvanced', { done: 3 }))).resolves.toMatchObject([
    { phase: 'running', done: 3, parts: 7 },
  ]);
  const completed = told('YearChangeCompleted', { refused: [] });
  await expect(rows(completed)).resolves.toMatchObject([{ phase: 'completed', kept: { list: [] } }]);
  const undone = [completed, told('YearUndoBegun'), told('YearChangeUndone', { kept })];
  await expect(rows(...undone)).resolves.toMatchObject([{ phase: 'undone', kept: { list: kept } }]);
});

import { expect, test } from 'vitest';
import { id, pupils, school } from '../../test/school.ts';
import { given, type Given } from '../core/specification.ts';
import { consentTexts } from '../consent-texts/project.ts';
import { consentAnswers } from './project.ts';

const answer = { schoolId: school, pupilId: pupils[0], kind: 'photo', version: 1, personId: id('mother') };
const happened = (type: string, data: object): Given => ({ type, data }) as unknown as Given;

test('every answer stays, in its order', async () => {
  const rows = await given(
    ['ConsentGiven', 'ConsentWithdrawn', 'ConsentDeclined'].map((type) => happened(type, answer)),
  ).rows(consentAnswers);
  expect(rows.map((row) => row['answer'])).toEqual(['given', 'withdrawn', 'declined']);
});

test('every version of a text stays whole', async () => {
  const text = { schoolId: school, kind: 'photo', ru: 'Да', en: 'Yes', earlierUntil: null, reason: 'новый закон' };
  const rows = await given(
    [1, 2].map((version) => happened('ConsentTextPublished', { ...text, version, ru: `Да ${version}` })),
  ).rows(consentTexts);
  expect(rows.map((row) => [row['version'], row['ru']])).toEqual([
    [1, 'Да 1'],
    [2, 'Да 2'],
  ]);
});

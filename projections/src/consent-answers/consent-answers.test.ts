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

test('a paper counts with the day it was signed on, until its note is struck', async () => {
  const note = happened('PaperConsentNoted', { ...answer, answer: 'given', signedOn: '2026-10-05', place: 'папка 7Б' });
  const [row] = await given([note]).rows(consentAnswers);
  expect(row).toMatchObject({ answer: 'given', signed_on: '2026-10-05' });
  const struck = happened('PaperConsentStruck', { ...answer, noteId: row?.['event_id'], reason: 'не та бумага' });
  expect(await given([note, struck]).rows(consentAnswers)).toEqual([]);
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

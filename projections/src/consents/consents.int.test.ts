import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestLog } from '../../test/log.ts';
import { openTestReadModels } from '../../test/read-models.ts';
import { id, klass, pupils, school, smallSchool } from '../../test/school.ts';
import { all } from '../all.ts';
import type { Sql } from '../core/connection.ts';
import { run } from '../core/run.ts';
import type { Given } from '../core/specification.ts';
import { consentTexts, pupilConsents, scope, type AccessFact } from '../queries.ts';

const [anna, boris] = pupils as [string, string];
const mother = id('mother');
const happened = (type: string, data: object, stream: string, at = '2026-09-01T20:30:00.000Z'): Given =>
  ({ type, data, stream, metadata: { schoolId: school, at, actorId: mother } }) as unknown as Given;
const answer = { schoolId: school, pupilId: anna, kind: 'photo', version: 1, personId: mother };
const text = { schoolId: school, kind: 'photo', version: 1, ru: 'Разрешаю', en: 'I allow', earlierUntil: null };
let sql: Sql;

beforeAll(async () => {
  const log = openTestLog();
  ({ sql } = await openTestReadModels());
  const link = { pupilId: anna, guardianId: mother, relation: 'mother', from: '2026-09-01', to: null, source: null };
  const position = await log.append([
    ...smallSchool,
    happened('GuardianLinked', link, `guardianship-${anna}`),
    happened('ConsentTextPublished', { ...text, reason: 'первый раз' }, `wording-${school}`),
    happened('ConsentGiven', answer, `consent-${school}.${anna}`, '2026-09-02T21:30:00.000Z'),
    happened('ConsentWithdrawn', answer, `consent-${school}.${anna}`, '2026-10-05T08:00:00.000Z'),
  ]);
  const stop = new AbortController();
  await run({ sql, ...log, models: all, signal: stop.signal, progress: (at) => at >= position && stop.abort() });
});
afterAll(() => sql.end());

const scopeOf = (facts: readonly Partial<AccessFact>[], role: 'tutor' | 'guardian') =>
  scope(
    sql,
    { personId: mother, facts: facts.map((fact) => ({ from: '2026-09-01', to: null, ...fact }) as AccessFact) },
    { role, fact: null },
    () => '2026-11-20',
  );
const asked = { schoolId: school, date: '2026-11-20' };

test('a text has the day it was published on in the school', async () => {
  expect(await consentTexts(sql, [school])).toMatchObject([
    { kind: 'photo', version: 1, ru: 'Разрешаю', on: '2026-09-01', earlierUntil: null },
  ]);
});

test('a tutor reads the class, each pupil with guardians and every answer in order, by the school’s days', async () => {
  const tutor = await scopeOf([{ kind: 'tutor', schoolId: school, classId: klass }], 'tutor');
  const found = await pupilConsents(sql, tutor, { ...asked, classId: klass });
  expect(found).toHaveLength(3);
  expect(found.find((one) => one.id === anna)).toMatchObject({
    classTitle: '7Б',
    guardians: [{ id: mother }],
    answers: [
      { answer: 'given', on: '2026-09-03', personId: mother },
      { answer: 'withdrawn', on: '2026-10-05' },
    ],
  });
});

test('a guardian reads the own child alone, and nobody in another school', async () => {
  const guardian = await scopeOf([{ kind: 'guardian', pupilId: anna }], 'guardian');
  expect((await pupilConsents(sql, guardian, asked)).map((one) => one.id)).toEqual([anna]);
  expect(await pupilConsents(sql, guardian, { ...asked, pupilId: boris })).toEqual([]);
  expect(await pupilConsents(sql, guardian, { ...asked, schoolId: id('other school') })).toEqual([]);
});

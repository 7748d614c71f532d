import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestLog } from '../../test/log.ts';
import { openTestReadModels } from '../../test/read-models.ts';
import { id, klass, make, pupils, school, smallSchool, teacher } from '../../test/school.ts';
import { scope, type AccessFact, type Scope } from '../queries.ts';
import { all } from '../all.ts';
import type { Sql } from '../core/connection.ts';
import { run } from '../core/run.ts';
import type { Given } from '../core/specification.ts';
import { classList, classPeople } from './query.ts';

const [anna, boris, vera] = pupils as [string, string, string];
const [mother, former] = [id('mother of two'), id('former guardian')];
const link = (guardianId: string, pupilId: string, to: string | null = null) => {
  const data = { pupilId, guardianId, relation: 'mother', from: '2026-09-01', to, source: null };
  return { type: 'GuardianLinked', data, stream: `guardianship-${pupilId}` } as unknown as Given;
};
let sql: Sql;
let asHead: Scope;

beforeAll(async () => {
  const log = openTestLog();
  ({ sql } = await openTestReadModels());
  const position = await log.append([
    ...smallSchool,
    make.person(mother, 'Ёлкина', 'Дарья'),
    make.person(former, 'Ёлкин', 'Глеб'),
    link(mother, anna),
    link(mother, boris),
    link(former, anna, '2026-09-06'),
  ]);
  const stop = new AbortController();
  await run({ sql, ...log, models: all, signal: stop.signal, progress: (at) => at >= position && stop.abort() });
  const post = { kind: 'post', schoolId: school, post: 'head', from: '2026-09-01', to: null } as AccessFact;
  asHead = await scope(sql, { personId: teacher, facts: [post] }, { role: 'head', fact: null }, () => '2026-09-07');
});
afterAll(() => sql.end());

const asked = { classId: klass, date: '2026-09-07' };
const idsOf = async (date = asked.date) => (await classPeople(sql, asHead, { ...asked, date })).map((one) => one.id);

test('pupils by name, each followed by guardians of that day; a guardian of two is there once', async () => {
  expect(await idsOf()).toEqual([vera, anna, mother, boris]);
  const [found] = (await classPeople(sql, asHead, asked)).filter((one) => one.id === mother);
  expect(found?.wards.map((one) => one.id)).toEqual([anna, boris]);
  expect(await idsOf('2026-09-06')).toContain(former);
  expect(await idsOf('2026-08-31')).toEqual([]);
});

test('classes with how many pupils they have', async () => {
  expect(await classList(sql, asHead, { date: asked.date })).toEqual([
    { id: klass, schoolId: school, title: '7Б', schoolTitle: 'Школа № 17', pupils: 3 },
  ]);
  expect(await classList(sql, asHead, { date: '2026-08-31' })).toEqual([]);
});

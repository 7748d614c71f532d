import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleOf } from '../../test/oneroster/bundle-of.ts';
import { type Importing, openImporting } from '../../test/oneroster/importing.ts';
import { planRead, tryPlan } from './import.ts';
import { plan, type Plan } from './plan/plan.ts';
import { readBundle } from './reading/read-bundle.ts';

let on: Importing;

beforeAll(async () => {
  on = await openImporting();
});
afterAll(() => on.close());

/** Two schools, and a class and a group in one of them. */
const town = (school: 'a' | 'b') => ({
  'orgs.csv': 'sourcedId,name,type\na,Первая,school\nb,Вторая,school\n',
  'users.csv': 'sourcedId,givenName,familyName,role\np,Анна,Иванова,student\n',
  'courses.csv': 'sourcedId,title\nc,Химия\n',
  'classes.csv': `sourcedId,title,classType,courseSourcedId,schoolSourcedId\nk,5А,homeroom,,${school}\ng,Химия 5А,scheduled,c,${school}\nn,6А,homeroom,,b\n`,
  'enrollments.csv': 'classSourcedId,userSourcedId,role\nk,p,student\n',
});

type Planning = (school: 'a' | 'b', source: string) => Promise<Plan>;

const looking: Planning = async (school, source) => {
  const { clock, store, sql } = on;
  const log = { store, sealing: on.sealing() };
  const options = { clock, timeZone: 'Europe/Moscow', source, log, sql };
  return (await planRead(await readBundle(bundleOf(town(school))), options)).plan;
};
const blind: Planning = async (school, source) =>
  plan(await readBundle(bundleOf(town(school))), { today: '2026-11-22', timeZone: 'Europe/Moscow', source });

/** Whether a class that a source moves to another school is refused at its row, with who is in it, and nothing else is. */
async function checkMoved(planned: Planning, source: string): Promise<void> {
  expect(await on.bring(await planned('a', source))).toMatchObject({ refused: 0 });
  expect(await on.bring(await planned('a', source))).toMatchObject({ added: 0, changed: 0, refused: 0 });
  const moved = await planned('b', source);
  const said = await tryPlan(moved, { store: on.store, sealing: on.sealing() });
  const done = await on.bring(moved);
  for (const report of [said, done])
    expect(Array.from(report.refusals, ({ file, line, column, code }) => `${file}:${line} ${column} ${code}`)).toEqual([
      'classes.csv:2 schoolSourcedId class_elsewhere',
      'classes.csv:3 schoolSourcedId class_elsewhere',
      'enrollments.csv:2 classSourcedId refers_to_refused',
    ]);
  expect(done).toMatchObject({ added: 0, changed: 0 });
}

test('a class that a source moves to another school is refused at its row', () => checkMoved(looking, 'town'));

test('planted fault: a plan that does not look where classes are makes one class twice', async () => {
  await expect(checkMoved(blind, 'blind')).rejects.toThrow('to deeply equal');
});

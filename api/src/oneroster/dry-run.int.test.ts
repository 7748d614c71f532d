import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventStore } from '@peremena/events/store';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleOf } from '../../test/oneroster/bundle-of.ts';
import { fixture } from '../../test/oneroster/fixture.ts';
import { type Importing, openImporting } from '../../test/oneroster/importing.ts';
import { madeBundles } from '../../test/oneroster/made-bundle.ts';
import { sample, sampleTitle } from '../../test/oneroster/samples.ts';
import { sentence } from './finding.ts';
import { type ImportReport, planBundle, tryPlan } from './import.ts';
import { plan, type Plan } from './plan/plan.ts';
import { readBundle } from './reading/read-bundle.ts';

let on: Importing;

beforeAll(async () => {
  on = await openImporting();
});
afterAll(() => on.close());

const foretell = (made: Plan) => tryPlan(made, { store: on.store, sealing: on.sealing(), sql: on.sql });

/** All of a report but what differs by nature: its id, the time it took, and the file of codes. */
const told = ({ id: _, seconds: __, signIns, changes, refusals, notes, ...report }: ImportReport) => ({
  ...report,
  changes: [...changes],
  refusals: [...refusals],
  notes: [...notes],
  signIns: signIns.count,
});
const traces = async () => ({
  head: await on.store.head(),
  signIns: await on.sql`select count(*) from api.credentials`.then((rows) => rows[0]),
});

/** Foretells, carries out and compares; `guess` may be a broken stand-in. */
async function compared(made: Plan, guess = foretell) {
  const before = await traces();
  const said = told(await guess(made));
  expect(await traces()).toEqual(before);
  expect(told(await on.bring(made))).toEqual(said);
  return said;
}

/** So many pupils in one class, and nobody else. */
const crowd = (count: number, klass: string) => {
  const each = (line: (n: number) => string) => Array.from({ length: count }, (_, n) => line(n)).join('\n');
  return {
    'users.csv': `sourcedId,status,orgSourcedIds,role,givenName,familyName\n${each((n) => `x-${n},active,s-1,student,Анна,Иванова`)}\n`,
    'enrollments.csv': `sourcedId,status,classSourcedId,schoolSourcedId,userSourcedId,role\n${each((n) => `y-${n},active,${klass},s-1,x-${n},student`)}\n`,
  };
};

const fromPath = (path: string, source?: string) =>
  planBundle({ path, clock: on.clock, timeZone: 'Europe/Moscow', source });

describe('a dry run says what the real one then does, and writes nothing', () => {
  test.each(['village-1.1', 'town-1.2'] as const)('%s, and again', async (name) => {
    const first = await compared(await fromPath(fixture(name)));
    expect(first.changes).toHaveLength(first.added + first.changed);
    for (const { code } of first.changes) expect(sentence(code, 'ru')).not.toBe(code);
    expect(await compared(await fromPath(fixture(name)))).toMatchObject({ added: 0, changed: 0, changes: [] });
  });

  for (const name of ['district-1.1.zip', 'rostering-bulk-package.zip', 'full-bulk-package.zip']) {
    test.skipIf(!sample(name))(
      sampleTitle(name),
      async () => void (await compared(await fromPath(sample(name)!, name))),
      300_000,
    );
  }

  test('bundles made by chance, one on what the others left', async () => {
    const fates = { added: 0, changed: 0, refused: 0 };
    await fc.assert(
      fc.asyncProperty(madeBundles(), async (files) => {
        const said = await compared(
          plan(await readBundle(bundleOf(files)), { today: '2026-11-22', timeZone: 'Europe/Moscow' }),
        );
        for (const fate of ['added', 'changed', 'refused'] as const) fates[fate] += said[fate];
      }),
      { numRuns: 60, endOnFailure: true },
    );
    for (const count of Object.values(fates)) expect(count).toBeGreaterThan(10);
  }, 300_000);

  test('a class that is claimed to have thousands of pupils: each beyond the end is refused at its row', async () => {
    const names = ['orgs', 'academicSessions', 'courses', 'classes'];
    const village = await Promise.all(
      names.map(
        async (name) => [`${name}.csv`, await readFile(join(fixture('village-1.1'), `${name}.csv`), 'utf8')] as const,
      ),
    );
    const files = { ...Object.fromEntries(village), ...crowd(2_003, 'k-5b') };
    const made = plan(await readBundle(bundleOf(files)), { today: '2026-11-22', timeZone: 'Europe/Moscow' });
    const said = told(await foretell(made));
    const beyond = said.refusals.filter(({ code }) => code === 'members_many');
    expect(beyond.length).toBeGreaterThanOrEqual(3);
    expect(beyond.at(-1)).toMatchObject({ file: 'enrollments.csv', line: 2_004 });
    expect(said.added).toBeGreaterThan(4_000);
  }, 300_000);

  test('planted fault: a foreteller that looks at the plan alone is found out', async () => {
    const empty = { readStream: () => Promise.resolve([]) } as unknown as EventStore;
    const blind = (made: Plan) => tryPlan(made, { store: empty, sealing: on.sealing(), sql: on.sql });
    await expect(compared(await fromPath(fixture('village-1.1')), blind)).rejects.toThrow('added');
  });
});

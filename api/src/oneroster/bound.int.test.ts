import { type ClassId, type SchoolId, streams, type SubjectId, type TermId } from '@peremena/events';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fixture } from '../../test/oneroster/fixture.ts';
import { openWorld, type World } from '../../test/world.ts';
import { sentence } from './finding.ts';
import { importPlan, planBundle, tryPlan } from './import.ts';
import { importRecord } from './records.ts';
import { undoImport } from './undo/undo.ts';

let world: World;
let folder: string;
let runs = 0;
const clock = () => new Date('2026-11-22T09:00:00Z');
const uuid = <T extends string>() => randomUUID() as string as T;

beforeAll(async () => {
  world = await openWorld({ clock });
  folder = await mkdtemp(join(tmpdir(), 'peremena-bound-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

const planFor = (school: SchoolId | undefined, name: 'village-1.1' | 'town-1.2' = 'village-1.1') => {
  const { store, sealing } = world.api.parts;
  return planBundle({
    ...{ path: fixture(name), clock, timeZone: 'Europe/Moscow', school, sql: world.sql },
    log: { store, sealing },
  });
};

async function bring(school: SchoolId) {
  const made = await planFor(school);
  const { store, sealing, vault } = world.api.parts;
  const dry = await tryPlan(made, { store, sealing, sql: world.sql });
  const real = await importPlan(made, {
    ...{ commands: world.api.commands, vault, sql: world.sql, clock, fileName: 'village' },
    signInFile: join(folder, `${(runs += 1)}.csv`),
  });
  expect([dry.added, dry.changed, dry.refused]).toEqual([real.added, real.changed, real.refused]);
  return real;
}

/** A school somebody made by hand, with a subject, a term and a class of its own. */
async function madeByHand(source: string | null = null): Promise<SchoolId> {
  const schoolId = uuid<SchoolId>();
  await world.happened(
    streams.school(schoolId),
    [
      {
        type: 'SchoolOpened',
        data: { schoolId, title: 'Своя школа', timeZone: 'Europe/Moscow', scale: 'five', source },
      },
      { type: 'SubjectAdded', data: { schoolId, subjectId: uuid<SubjectId>(), title: ' математика', source: null } },
      {
        type: 'TermScheduled',
        data: {
          ...{ schoolId, termId: uuid<TermId>(), title: 'Своя четверть', source: null },
          ...{ from: '2026-11-02', to: '2026-12-30' },
        },
      },
    ],
    schoolId,
  );
  const classId = uuid<ClassId>();
  await world.happened(
    streams.class(schoolId, classId),
    [{ type: 'ClassOpened', data: { schoolId, classId, title: '5б', grade: 5, source: null } }],
    schoolId,
  );
  return schoolId;
}

const eventsOf = async (id: string | null) =>
  (await world.store.readAll({ limit: 10_000 })).filter(({ metadata }) => metadata.correlationId === id);

test('the one school of the bundle is the school it is bound to, and what is there is used', async () => {
  const schoolId = await madeByHand();
  const report = await bring(schoolId);
  const events = await eventsOf(report.id);
  for (const { metadata } of events) expect([schoolId, null]).toContain(metadata.schoolId);
  expect(events.map(({ type }) => type)).not.toContain('SchoolOpened');
  const titles = events.filter(({ type }) => type === 'SubjectAdded').map(({ data }) => data['title']);
  expect(titles).not.toContain('Математика');
  const terms = events.filter(({ type }) => type === 'TermScheduled').map(({ data }) => data['from']);
  expect(terms).toEqual(['2026-09-01']);
  const clash = [...report.refusals].find(({ code }) => code === 'class_there');
  expect(clash).toMatchObject({ file: 'classes.csv', column: 'title' });
  expect(sentence('class_there', 'ru')).toContain('Класс');
  expect([...report.refusals].some(({ code }) => code === 'refers_to_refused')).toBe(true);
  expect(await bring(schoolId)).toMatchObject({ added: 0, changed: 0, refused: report.refused });
  const { store, sealing } = world.api.parts;
  const record = (await importRecord(world.sql, report.id!))!;
  const undone = await undoImport([record], {
    ...{ store, sealing, sql: world.sql, clock, by: null, commands: world.api.commands },
  });
  expect(undone).toMatchObject({ undone: events.length, kept: [] });
});

/** Whether one bundle brought into two schools makes people of each, whom the other cannot reach. */
async function checkApart(planOf: typeof planFor): Promise<void> {
  const people = await Promise.all(
    [await madeByHand(), await madeByHand()].map(async (school) =>
      [...(await planOf(school)).batches].filter(({ slice }) => slice === 'person').map(({ stream }) => stream),
    ),
  );
  const [first = [], second = []] = people;
  expect(first.length).toBeGreaterThan(3);
  expect(first.filter((stream) => second.includes(stream))).toEqual([]);
}

test('nobody reaches the people of another school by a bundle that names the same source', () => checkApart(planFor));

test('planted fault: ids by the source that the bundle names are found out', async () => {
  await expect(checkApart((_, name) => planFor(undefined, name))).rejects.toThrow('to deeply equal');
});

test('a school that is not here, one that has a bundle of its own, and a bundle of two schools are refused as a whole', async () => {
  await expect(planFor(uuid<SchoolId>())).rejects.toMatchObject({ finding: { code: 'school_not_here' } });
  const kept = await madeByHand('oneroster:s-1');
  await expect(planFor(kept)).rejects.toMatchObject({ finding: { code: 'school_of_source' } });
  await expect(planFor(await madeByHand(), 'town-1.2')).rejects.toMatchObject({ finding: { code: 'not_one_school' } });
});

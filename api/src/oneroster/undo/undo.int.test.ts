import {
  type AnyEvent,
  type GroupId,
  type LessonId,
  type MarkId,
  type PersonId,
  streams,
  type SchoolId,
  type SubjectId,
  type TermId,
} from '@peremena/events';
import type { EventStore } from '@peremena/events/store';
import fc from 'fast-check';
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleOf } from '../../../test/oneroster/bundle-of.ts';
import { fixture } from '../../../test/oneroster/fixture.ts';
import { madeBundles } from '../../../test/oneroster/made-bundle.ts';
import { openWorld, type World } from '../../../test/world.ts';
import { commandHandler } from '../../core/handle-command.ts';
import { sentence } from '../finding.ts';
import { importPlan, planBundle } from '../import.ts';
import { plan, type Plan } from '../plan/plan.ts';
import { readBundle } from '../reading/read-bundle.ts';
import { importRecord, importRecords } from '../records.ts';
import type { Kept } from './kept.ts';
import { namedKept } from './named.ts';
import { mayUndo, undoImport, type UndoReport } from './undo.ts';

let world: World;
let folder: string;
let runs = 0;
const clock = () => new Date('2026-11-22T09:00:00Z');

beforeAll(async () => {
  world = await openWorld({ clock });
  folder = await mkdtemp(join(tmpdir(), 'peremena-undo-'));
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true, force: true });
});

/** Imports a plan; gives the id of the import. */
async function bring(made: Plan): Promise<string> {
  const { id } = await importPlan(made, {
    commands: world.api.commands,
    vault: world.api.parts.vault,
    sql: world.sql,
    clock,
    fileName: 'bundle.zip',
    signInFile: join(folder, `${(runs += 1)}.csv`),
  });
  return id!;
}

const made = async (files: Readonly<Record<string, string>>, source?: string) =>
  plan(await readBundle(bundleOf(files)), { today: '2026-11-22', timeZone: 'Europe/Moscow', source });
const village = (source: string) =>
  planBundle({ path: fixture('village-1.1'), clock, timeZone: 'Europe/Moscow', source });

async function undo(id: string, { dry = false, store = world.store }: { dry?: boolean; store?: EventStore } = {}) {
  const { sealing } = world.api.parts;
  return undoImport([(await importRecord(world.sql, id))!], {
    ...{ store, sealing, sql: world.sql, clock, by: null },
    commands: dry ? null : store === world.store ? world.api.commands : commandHandler({ store, sealing }),
  });
}

/** Every read model, without the ids of events, what is sealed anew each time, and what only asks for work to be looked at. */
async function shown(): Promise<unknown> {
  await world.settled();
  const tables = await world.sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'read_models' and table_name ~ '_v[0-9]+$' and table_name !~ '^timetable_work' order by 1`;
  return Promise.all(
    tables.map(async ({ name }) => {
      const rows = await world.sql`
        select (to_jsonb(t) - 'fact_id' - 'position' - 'comment' - 'text_score' - 'event_type' - 'changed_at')::text as row from ${world.sql(`read_models.${name}`)} t order by 1`;
      return [name, rows.map(({ row }) => row as string)];
    }),
  );
}

const said = ({ undone, byDeed, kept }: UndoReport) => ({ undone, byDeed, kept });
const eventsOf = async (id: string) =>
  (await world.store.readAll({ limit: 10_000 })).filter(({ metadata }) => metadata.correlationId === id);

describe('undoing an import', () => {
  test('leaves what was there before, as the dry run said; again changes nothing; then it can come in anew', async () => {
    const before = await shown();
    const id = await bring(await village('first'));
    const dry = await undo(id, { dry: true });
    expect(dry.kept).toEqual([]);
    expect(await eventsOf(id)).toHaveLength(dry.undone);
    const real = await undo(id);
    expect(said(real)).toEqual(said(dry));
    expect(await shown()).toEqual(before);
    const [signIns] = await world.sql`select count(*)::int as count from api.credentials`;
    expect(signIns).toEqual({ count: 0 });
    const head = await world.store.head();
    expect(said(await undo(id))).toEqual(said(real));
    expect(await world.store.head()).toBe(head);
    expect((await importRecord(world.sql, id))?.undo).toMatchObject({ undone: real.undone, kept: [], by: null });
    const anew = await bring(await village('first'));
    expect((await eventsOf(anew)).length).toBeGreaterThan(20);
    expect((await undo(anew)).kept).toEqual([]);
    expect(await shown()).toEqual(before);
  });

  test('cut off anywhere, it is finished by running it again', async () => {
    const before = await shown();
    for (const appends of [1, 3, 9, 14]) {
      const id = await bring(await village(`cut ${appends}`));
      await expect(undo(id, { store: dying(world.store, appends) })).rejects.toThrow('killed');
      expect((await importRecord(world.sql, id))?.undo).toMatchObject({ endedAt: null });
      expect(await undo(id)).toMatchObject({ kept: [], undone: (await eventsOf(id)).length });
      expect(await shown()).toEqual(before);
    }
  });

  test('puts back names, titles and dates, but not those somebody changed since', async () => {
    const files = (name: string, title: string) => ({
      'orgs.csv': 'sourcedId,name,type\ns,Школа,school\n',
      'academicSessions.csv':
        'sourcedId,title,type,startDate,endDate\nt,Четверть,gradingPeriod,2026-11-02,2026-12-30\n',
      'courses.csv': 'sourcedId,title\nc,Чтение\n',
      'classes.csv': `sourcedId,title,classType,courseSourcedId,schoolSourcedId\nk,${title},homeroom,,s\ng,Чтение ${title},scheduled,c,s\n`,
      'users.csv': `sourcedId,role,orgSourcedIds,givenName,familyName\nu,student,s,Анна,${name}\nw,student,s,Вера,${name}\n`,
      'enrollments.csv': 'classSourcedId,userSourcedId,role\nk,u,student\n',
    });
    await bring(await made(files('Первая', '1А')));
    const before = await shown();
    const second = await bring(await made(files('Вторая', '1Б')));
    const [renamed] = (await eventsOf(second)).filter(({ type }) => type === 'PersonRenamed');
    const { personId } = renamed?.data as { personId: never };
    const names = { familyName: 'Своя', givenName: 'Анна', middleName: null };
    await world.happened(`person-${String(personId)}`, [{ type: 'PersonRenamed', data: { personId, ...names } }], null);
    const report = await undo(second);
    expect(report.kept).toEqual([
      { type: 'PersonRenamed', stream: renamed?.stream, personId: null, partId: null, code: 'undo_changed' },
    ]);
    expect(await namedKept(world.api.parts, report.kept)).toEqual(['Своя Анна']);
    await world.happened(
      `person-${String(personId)}`,
      [{ type: 'PersonRenamed', data: { personId, ...names, familyName: 'Первая' } }],
      null,
    );
    expect(await shown()).toEqual(before);
  });

  test('keeps who signed in, and what the person holds on to', async () => {
    const id = await bring(await village('signed in'));
    const events = await eventsOf(id);
    const [post] = events.filter(({ type }) => type === 'PostTaken');
    const { personId } = post?.data as { personId: string };
    await world.sql`delete from api.credentials where person_id = ${personId}`;
    await world.signIn(personId);
    const report = await undo(id);
    expect(report.kept.map(({ type, code }) => `${type} ${code}`)).toContain('PersonRegistered undo_signed_in');
    expect(report.kept.every(({ stream }) => stream === `person-${personId}`)).toBe(true);
  });

  test('a set of changes does not find whom an undo withdrew', async () => {
    const people = {
      'orgs.csv': 'sourcedId,name,type\ns,Школа,school\n',
      'classes.csv': 'sourcedId,title,classType,schoolSourcedId\nk,1А,homeroom,s\n',
      'users.csv': 'sourcedId,role,orgSourcedIds,givenName,familyName\nu,student,s,Анна,Новая\n',
      'enrollments.csv': 'classSourcedId,userSourcedId,role\nk,u,student\n',
    };
    const { 'users.csv': _, ...school } = people;
    await bring(await made({ ...school, 'users.csv': 'sourcedId,role,givenName,familyName\n' }, 'changes'));
    await undo(await bring(await made(people, 'changes')));
    const folderOfChanges = await mkdtemp(join(folder, 'changes-'));
    const files = {
      'manifest.csv': 'propertyName,value\noneroster.version,1.1\nfile.enrollments,delta\n',
      'orgs.csv': people['orgs.csv'],
      'enrollments.csv':
        'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role\ne,active,2026-11-18T08:00:00Z,k,s,u,student\n',
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folderOfChanges, name), text);
    const { store, sealing } = world.api.parts;
    const log = { store, sealing };
    const changes = { path: folderOfChanges, clock, timeZone: 'Europe/Moscow', source: 'changes', log };
    expect([...(await planBundle(changes)).refused.values()]).toMatchObject([{ code: 'unknown_user' }]);
  });

  test('one that may still be at work is not touched', async () => {
    const record = (await importRecords(world.sql))[0]!;
    expect(mayUndo(null, clock())).toBe('undo_unknown');
    expect(mayUndo(record, clock())).toBeNull();
    expect(mayUndo({ ...record, endedAt: null }, clock())).toBe('undo_running');
    expect(mayUndo({ ...record, endedAt: null }, new Date('2026-11-22T10:00:00Z'))).toBeNull();
  });
});

/** A log that is gone after so many appends: the last of them is stored and not answered. */
function dying(log: EventStore, appends: number): EventStore {
  let left = appends;
  return {
    ...log,
    append: async (wanted) => {
      if (left <= 0) throw new Error('killed');
      left -= 1;
      const done = await log.append(wanted);
      if (left === 0) throw new Error('killed');
      return done;
    },
  };
}

const uuid = <T extends string>() => randomUUID() as string as T;
type Logged = Awaited<ReturnType<typeof eventsOf>>[number];
const field = (event: Logged, name: string) => (event.data as Readonly<Record<string, unknown>>)[name];

/** What a mark of a pupil in a group leaves standing of an import, told from its events alone. */
function heldByMark(events: readonly Logged[], group: string, pupil: string): readonly Logged[] {
  const formed = events.find((event) => event.type === 'GroupFormed' && field(event, 'groupId') === group);
  const school = events.find((event) => field(event, 'groupId') === group)?.metadata.schoolId;
  const enrolled = events.filter(
    (event) =>
      ['PupilEnrolled', 'PupilUnenrolled'].includes(event.type) &&
      field(event, 'pupilId') === pupil &&
      field(event, 'schoolId') === school,
  );
  const classes = new Set([...enrolled.map((event) => field(event, 'classId')), formed && field(formed, 'classId')]);
  return events.filter((event) => {
    switch (event.type) {
      case 'PupilJoinedGroup':
      case 'PupilLeftGroup':
        return field(event, 'groupId') === group && field(event, 'pupilId') === pupil;
      case 'GroupFormed':
        return event === formed;
      case 'SubjectAdded':
        return formed !== undefined && field(event, 'subjectId') === field(formed, 'subjectId');
      case 'ClassOpened':
        return classes.has(field(event, 'classId'));
      case 'SchoolOpened':
      case 'BellsSet':
        return field(event, 'schoolId') === school;
      case 'PersonRegistered':
        return field(event, 'personId') === pupil;
      default:
        return enrolled.includes(event) || changesOfKept(event);
    }
  });

  // What was changed of a thing the same import made goes with the thing.
  function changesOfKept({ type, stream }: Logged): boolean {
    const makes = {
      PersonRenamed: 'PersonRegistered',
      BirthDateCorrected: 'PersonRegistered',
      ContactsSet: 'PersonRegistered',
    };
    const maker = makes[type as keyof typeof makes];
    return (
      maker !== undefined &&
      stream === `person-${pupil}` &&
      events.some((one) => one.type === maker && one.stream === stream)
    );
  }
}

// A class keeps to one school: its id is that of the source, and no two schools have the same.
const bundles = () =>
  fc.tuple(madeBundles(), fc.nat({ max: 63 })).map(([files, sound]) => ({
    ...files,
    'classes.csv': `${files['classes.csv']!.replaceAll(
      /^("k(\d)".*)"s\d",("\w*")$/gm,
      (_, row: string, n: string, status: string) => `${row}"s${Number(n) % 2}",${status}`,
    )}\n"h","1Я","homeroom","","s0",""\n"g","Чтение 1Я","scheduled","c1","s0",""`,
    'users.csv': `${files['users.csv']}\n${['v0', 'v1', 'v2']
      .map((id) => `"${id}","student","s0","","Анна","${id}","","",""`)
      .join('\n')}`,
    'lineItems.csv': `${files['lineItems.csv']}\n"wg","Срез","g","c0","t0","","","0","100",""`,
    'results.csv': `${files['results.csv']}\n${['v0', 'v1', 'v2']
      .map((id, at) => `"r${id}","wg","${id}","fully graded","${at}","","","Слова","",""`)
      .join('\n')}`,
    'enrollments.csv': [files['enrollments.csv'], ...soundRows.filter((_, bit) => (sound >> bit) % 2 === 1)].join('\n'),
  }));
const soundRows = ['v0', 'v1', 'v2'].flatMap((pupil) =>
  ['h', 'g'].map((place) => `"${place}${pupil}","${place}","${pupil}","student","2026-09-01","",""`),
);

const places = (rows: readonly { type: string; stream: string }[]) =>
  rows.map(({ type, stream }) => `${stream} ${type}`).toSorted();
type Undo = (id: string) => Promise<UndoReport>;

/** Bundles made by chance on what others left: undone they leave nothing; with a mark in between just what stands under it. */
async function checkUndo(undoing: Undo, numRuns: number): Promise<number> {
  let marks = 0;
  await fc.assert(
    fc.asyncProperty(bundles(), bundles(), fc.nat(), async (left, files, chance) => {
      // People of an earlier try who have marks by now would not come in anew.
      const source = `made ${(runs += 1)}`;
      await bring(await made(left, source));
      const before = await shown();
      const id = await bring(await made(files, source));
      const first = await undoing(id);
      expect(first.kept).toEqual([]);
      expect(await shown()).toEqual(before);

      const again = await bring(await made(files, source));
      const events = await eventsOf(again);
      const joined = events.filter(({ type }) => type === 'PupilJoinedGroup');
      const one = joined[chance % Math.max(joined.length, 1)];
      if (!one) {
        expect((await undoing(again)).kept).toEqual([]);
        return;
      }
      marks += 1;
      const ids = one.data as unknown as { schoolId: SchoolId; groupId: GroupId; pupilId: PersonId };
      const { schoolId, groupId, pupilId } = ids;
      const mark: AnyEvent = {
        type: 'MarkPosted',
        data: { schoolId, groupId, pupilId, lessonId: uuid<LessonId>(), markId: uuid<MarkId>(), value: '5' },
      };
      const journal = streams.journal(schoolId, groupId, uuid<SubjectId>(), uuid<TermId>());
      await world.happened(journal, [mark], schoolId);
      const kept: readonly Kept[] = (await undoing(again)).kept;
      expect(places(kept)).toEqual(places(heldByMark(events, groupId, pupilId)));
      for (const { code } of kept) expect(sentence(code, 'ru')).not.toBe(code);
    }),
    { numRuns, endOnFailure: true },
  );
  return marks;
}

test('bundles made by chance: undone they leave no trace, with a mark in between just what it stands on', async () => {
  const both: Undo = async (id) => {
    const dry = await undo(id, { dry: true });
    const real = await undo(id);
    expect(said(real)).toEqual(said(dry));
    return real;
  };
  expect(await checkUndo(both, 20)).toBeGreaterThan(3);
}, 600_000);

test('planted fault: an undo that does not look at what came later is found out', async () => {
  const blind: Undo = async (id) => {
    const record = (await importRecord(world.sql, id))!;
    const { sealing, store } = world.api.parts;
    const deaf = {
      ...store,
      readAll: async (wanted: Parameters<EventStore['readAll']>[0]) =>
        (await store.readAll(wanted)).filter(({ type }) => type !== 'MarkPosted'),
    };
    return undoImport([record], {
      store: deaf,
      sealing,
      sql: world.sql,
      clock,
      by: null,
      commands: world.api.commands,
    });
  };
  const found = await checkUndo(blind, 30).catch((error: unknown) => String((error as Error).cause));
  expect(found).toContain('to deeply equal');
}, 600_000);

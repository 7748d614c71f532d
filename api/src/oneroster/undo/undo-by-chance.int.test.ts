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
import { afterAll, beforeAll, expect, test } from 'vitest';
import { madeBundles } from '../../../test/oneroster/made-bundle.ts';
import { openUndoing, said, type Undoing } from '../../../test/oneroster/undoing.ts';
import { sentence } from '../finding.ts';
import { importRecord } from '../records.ts';
import type { Kept } from './kept.ts';
import { undoImport, type UndoReport } from './undo.ts';

let desk: Undoing;
let { world, clock, bring, made, undo, shown, eventsOf } = {} as Undoing;
let tries = 0;

beforeAll(async () => {
  desk = await openUndoing();
  ({ world, clock, bring, made, undo, shown, eventsOf } = desk);
});
afterAll(() => desk.close());

const uuid = <T extends string>() => randomUUID() as string as T;
type Logged = Awaited<ReturnType<Undoing['eventsOf']>>[number];
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
      const source = `made ${(tries += 1)}`;
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

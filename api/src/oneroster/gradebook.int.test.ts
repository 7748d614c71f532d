import type { PersonId } from '@peremena/events';
import { openEvents, type EventStore } from '@peremena/events/store';
import { broughtInOfPupil, openBroughtIn, scope } from '@peremena/projections/queries';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bundleOf } from '../../test/oneroster/bundle-of.ts';
import { fixture } from '../../test/oneroster/fixture.ts';
import { gradebook, refusedOfGradebook } from '../../test/oneroster/gradebook.ts';
import { openWorld, type World } from '../../test/world.ts';
import { commandHandler } from '../core/handle-command.ts';
import { sentence } from './finding.ts';
import { importPlan, type ImportReport, planRead, tryPlan } from './import.ts';
import { identityOf } from './plan/identity.ts';
import { plan, type Plan } from './plan/plan.ts';
import { readStanding } from './plan/read-standing.ts';
import { readBundle } from './reading/read-bundle.ts';
import { importRecord } from './records.ts';
import { namedKept } from './undo/named.ts';
import { undoImport } from './undo/undo.ts';

type Files = Readonly<Record<string, string>>;

let world: World;
let village: Files;
const clock = () => new Date('2026-11-22T09:00:00Z');

beforeAll(async () => {
  world = await openWorld({ clock });
  const folder = fixture('village-1.1');
  village = Object.fromEntries(
    await Promise.all(
      (await readdir(folder)).map(async (name) => [name, await readFile(join(folder, name), 'utf8')] as const),
    ),
  );
});
afterAll(() => world.close());

async function planned(files: Files, source: string): Promise<Plan> {
  const { store, sealing } = world.api.parts;
  const options = { clock, timeZone: 'Europe/Moscow', source, log: { store, sealing }, sql: world.sql };
  return (await planRead(await readBundle(bundleOf(files)), options)).plan;
}
const carryOut = (made: Plan, store: EventStore = world.store) =>
  importPlan(made, {
    commands: commandHandler({ store, sealing: world.api.parts.sealing }),
    ...{ vault: world.api.parts.vault, sql: world.sql, clock, fileName: 'gradebook.zip' },
  });
/** Foretells and brings in, and compares the two. */
async function bring(files: Files, source: string, plannedBy = planned) {
  const made = await plannedBy(files, source);
  const { sealing, store } = world.api.parts;
  const told = await tryPlan(made, { store, sealing });
  const done = await carryOut(made);
  const plain = ({ changes, refusals, notes, seconds: _, signIns: __, id: ___, ...counts }: ImportReport) => ({
    ...{ ...counts, changes: [...changes], refusals: [...refusals], notes: [...notes] },
  });
  const report = plain(done);
  expect(report).toEqual(plain(told));
  made.shelf.close();
  return { ...report, id: done.id! };
}
const undo = async (id: string) => {
  const { store, sealing, commands } = { ...world.api.parts, commands: world.api.commands };
  return undoImport([(await importRecord(world.sql, id))!], {
    store,
    sealing,
    sql: world.sql,
    clock,
    commands,
    by: null,
  });
};
/** What a pupil of the village is shown, so many columns of it: subject, work, category, term, status, score, words, comment, flags, changed. */
async function shownTo(pupil: string, source: string, columns = 10): Promise<readonly unknown[]> {
  await world.settled();
  const pupilId: PersonId = identityOf(source).person(pupil);
  const own = await scope(
    world.sql,
    { personId: pupilId, facts: [] },
    { role: 'pupil', fact: null },
    () => '2026-11-22',
  );
  const rows = await broughtInOfPupil(world.sql, own, { pupilId });
  const open = await openBroughtIn(
    (events) => openEvents(world.api.parts.vault, events),
    rows.map(({ result }) => result),
  );
  const told = rows.map(({ work, subject }, at) => {
    const { score, textScore, flags, comment, status, changedAt } = open[at]!;
    const words = [
      subject.title,
      work.title,
      work.category,
      work.term?.title ?? null,
      status,
      score,
      textScore,
      comment,
    ];
    return [...words, flags.join(), changedAt !== null].slice(0, columns);
  });
  return told.toSorted((a, b) => (String(a) < String(b) ? -1 : 1));
}
const lineItem = (cells: string) => `${gradebook['lineItems.csv'].split('\n')[0]}\n${cells}\n`;
const results = (...rows: string[]) => [gradebook['results.csv'].split('\n')[0], ...rows].join('\n');

describe('a bundle with a gradebook', () => {
  const source = 'village';
  test('works and results come in as what they are; each refused row names its place and reason', async () => {
    const report = await bring({ ...village, ...gradebook }, source);
    const ofGradebook = report.refusals.filter(({ file }) => file in gradebook);
    expect(ofGradebook.map(({ file, line, column, code }) => `${file}:${line} ${column} ${code}`)).toEqual(
      refusedOfGradebook,
    );
    for (const { code } of [...report.refusals, ...report.notes, ...report.changes])
      for (const language of ['ru', 'en'] as const) expect(sentence(code, language)).not.toBe(code);
    expect(report.byFile['results.csv']).toMatchObject({ added: 4, refused: 12, aside: 0 });
    await expect(shownTo('u-1', source)).resolves.toEqual([
      ['Английский язык', 'Сочинение', 'Домашние', null, 'graded', null, 'зачёт', null, '', false],
      ['Математика', 'Дроби', 'Контрольные', '1 четверть', 'graded', '95.5', null, 'Верно, но медленно', 'late', false],
    ]);
    await expect(shownTo('u-2', source)).resolves.toEqual([
      ['Математика', 'Дроби', 'Контрольные', '1 четверть', 'exempt', null, null, '=1+1', '', false],
      ['Математика', 'Дроби', 'Контрольные', '1 четверть', 'not_submitted', null, null, null, 'missing', false],
    ]);
  });

  test('words about a child are sealed in the log, and nothing becomes a mark', async () => {
    const events = await world.store.readAll({ limit: 5_000 });
    const text = JSON.stringify(events.map(({ data }) => data));
    for (const word of ['медленно', '"textScore":"зачёт"']) expect(text).not.toContain(word);
    expect(events.filter(({ stream }) => stream.startsWith('journal-'))).toEqual([]);
  });

  test('again: nothing changes', async () => {
    const again = await bring({ ...village, ...gradebook }, source);
    expect(again).toMatchObject({ added: 0, changed: 0 });
    const events = await world.store.readAll({ limit: 5_000 });
    expect(events.filter(({ metadata }) => metadata.correlationId === again.id)).toEqual([]);
  });

  test('a gradebook alone finds what it names in the log: corrects, adds, removes', async () => {
    const alone = {
      'lineItems.csv': lineItem(
        'w-2,tobedeleted,Сочинение,,,,g-eng,c-d,y-26,,\nw-7,,Устный счёт,,,,g-mat,c-k,q-1,0,10',
      ),
      'results.csv': results(
        'r-1,,w-1,u-1,fully graded,97,2026-09-18,"Верно, но медленно",,true,false',
        'r-2,tobedeleted,w-1,u-2,not submitted,,,,,,TRUE',
        'r-20,,w-7,u-2,partially graded,7,,,,,',
        'r-21,,w-1,u-3,fully graded,7,,,,,',
        'r-22,,w-2,u-1,fully graded,,,,зачёт,,',
      ),
    };
    const report = await bring(alone, source);
    expect(report.refusals).toMatchObject([
      { file: 'results.csv', line: 5, column: 'studentSourcedId', code: 'not_in_group' },
      { file: 'results.csv', line: 6, column: 'lineItemSourcedId', code: 'brought_in_work_unknown' },
    ]);
    expect(report).toMatchObject({ added: 2, changed: 3, refused: 2 });
    await expect(shownTo('u-1', source)).resolves.toEqual([
      ['Математика', 'Дроби', 'Контрольные', '1 четверть', 'graded', '97', null, 'Верно, но медленно', 'late', true],
    ]);
    // The category is known from the works that are here.
    await expect(shownTo('u-2', source, 6)).resolves.toEqual([
      ['Математика', 'Дроби', 'Контрольные', '1 четверть', 'exempt', null],
      ['Математика', 'Устный счёт', 'Контрольные', '1 четверть', 'partly_graded', '7'],
    ]);
    expect(await bring(alone, source)).toMatchObject({ added: 0, changed: 0 });
    const undone = await undo(report.id);
    expect(undone.kept).toEqual([]);
    await expect(shownTo('u-1', source, 6)).resolves.toEqual([
      ['Английский язык', 'Сочинение', 'Домашние', null, 'graded', null],
      ['Математика', 'Дроби', 'Контрольные', '1 четверть', 'graded', '95.5'],
    ]);
    await expect(shownTo('u-2', source)).resolves.toHaveLength(2);
  });

  test('a removed work is there again, with its results, when a later file has it', async () => {
    await bring({ 'lineItems.csv': lineItem('w-2,tobedeleted,Сочинение,,,,g-eng,c-d,y-26,,') }, source);
    await expect(shownTo('u-1', source)).resolves.toHaveLength(1);
    const back = lineItem('w-2,active,Сочинение,,2026-09-11,,g-eng,c-d,y-26,,');
    expect(await bring({ 'lineItems.csv': back }, source)).toMatchObject({ added: 0, changed: 1 });
    await expect(shownTo('u-1', source)).resolves.toHaveLength(2);
  });
});

describe('a set of changes that speaks of parts of works alone', () => {
  const head = {
    'categories.csv': 'sourcedId,status,title,weight',
    'scoreScales.csv': 'sourcedId,status,title,scoreScaleValue',
  };
  const ties = 'sourcedId,status,lineItemSourcedId,scoreScaleSourcedId';
  const kind = (row: string) => ({ 'categories.csv': `${head['categories.csv']}\n${row}\n` });
  const scale = (row: string) => ({ 'scoreScales.csv': `${head['scoreScales.csv']}\n${row}\n` });
  const tie = (row: string) => ({ 'lineItemScoreScales.csv': `${ties}\n${row}\n` });
  const kinds = async (source: string) => (await shownTo('u-1', source, 3)).map((told) => (told as string[]).slice(1));
  const inWords = (value: string, id: string) => ({
    'results.csv': results(`${id},,w-2,u-1,fully graded,,,,${value},,`),
  });

  /** A category is called otherwise: the works that stand say so, once. */
  async function renames(source: string, plannedBy = planned) {
    await bring({ ...village, ...gradebook }, source);
    const report = await bring(kind('c-k,,Проверочные,3'), source, plannedBy);
    expect(report).toMatchObject({ added: 0, changed: 1, refused: 0, byFile: { 'categories.csv': { changed: 1 } } });
    expect(report.changes).toMatchObject([{ file: 'categories.csv', line: 2, code: 'BroughtInWorkCorrected' }]);
    expect(await kinds(source)).toEqual([
      ['Сочинение', 'Домашние'],
      ['Дроби', 'Проверочные'],
    ]);
    expect(await bring(kind('c-k,,Проверочные,3'), source, plannedBy)).toMatchObject({
      changed: 0,
      byFile: { 'categories.csv': { unchanged: 1 } },
    });
  }

  test('a category has another name', () => renames('renamed'));

  test('planted fault: a planner that looks at works of the bundle alone is found out', async () => {
    const narrow = async (files: Files, source: string) => {
      const read = await readBundle(bundleOf(files));
      const standing = await readStanding(read, identityOf(source), world.api.parts);
      const told = { ...standing, touched: new Map() };
      return plan(read, { today: '2026-11-22', timeZone: 'Europe/Moscow', source, standing: told });
    };
    await expect(renames('narrow', narrow)).rejects.toThrow('changed');
  });

  test('a category that is gone leaves its works without one, and undoing brings it back', async () => {
    const source = 'gone kinds';
    await bring({ ...village, ...gradebook }, source);
    const { id, ...report } = await bring(kind('c-d,tobedeleted,Домашние,\nc-x,tobedeleted,Лишний,'), source);
    expect(report.byFile['categories.csv']).toMatchObject({ changed: 1, aside: 1 });
    expect(await kinds(source)).toEqual([
      ['Сочинение', null],
      ['Дроби', 'Контрольные'],
    ]);
    expect((await undo(id)).kept).toEqual([]);
    expect(await kinds(source)).toEqual([
      ['Сочинение', 'Домашние'],
      ['Дроби', 'Контрольные'],
    ]);
  });

  test('removed works stay as they were, and what has a row goes by it', async () => {
    const source = 'other kinds';
    await bring({ ...village, ...gradebook }, source);
    await bring({ 'lineItems.csv': lineItem('w-2,tobedeleted,Сочинение,,,,g-eng,c-d,y-26,,') }, source);
    const both = {
      ...kind('c-d,,Дома,1\nc-k,,В классе,1'),
      'lineItems.csv': lineItem('w-1,,Дроби,,,,g-mat,c-k,q-1,0,100'),
    };
    const report = await bring(both, source);
    expect(report.byFile).toMatchObject({
      'categories.csv': { changed: 0, aside: 1 },
      'lineItems.csv': { changed: 1 },
    });
    expect(await kinds(source)).toEqual([['Дроби', 'В классе']]);
    await bring({ 'lineItems.csv': lineItem('w-2,active,Сочинение,,,,g-eng,c-d,y-26,,') }, source);
    expect(await kinds(source)).toEqual([
      ['Сочинение', 'Домашние'],
      ['Дроби', 'В классе'],
    ]);
  });

  test('works alone: what their rows do not say of categories and scales is known from the log', async () => {
    const source = 'works alone';
    await bring({ ...village, ...gradebook }, source);
    const told = lineItem(
      'w-2,,Эссе,,2026-09-11,,g-eng,c-d,y-26,,\nw-1,,Доли,Глава 1,2026-09-10,17.09.2026,g-mat,,q-1,0,100',
    );
    expect(await bring({ 'lineItems.csv': told }, source)).toMatchObject({
      added: 0,
      changed: 2,
      refused: 0,
    });
    expect((await kinds(source)).toSorted()).toEqual([
      ['Доли', null],
      ['Эссе', 'Домашние'],
    ]);
    expect((await bring(inWords('шесть', 'r-43'), source)).refusals).toMatchObject([{ code: 'text_score_off_scale' }]);
  });

  test('a scale has another value: works that stand take it in results', async () => {
    const source = 'scales';
    await bring({ ...village, ...gradebook }, source);
    const other = inWords('освобождён', 'r-40');
    expect((await bring(other, source)).refusals).toMatchObject([{ code: 'text_score_off_scale' }]);
    expect(await bring(scale('sc-1,,Зачёт,"{зачёт:1},{освобождён:}"'), source)).toMatchObject({
      changed: 1,
      refused: 0,
    });
    expect(await bring(other, source)).toMatchObject({ added: 1, refused: 0 });
  });

  test('a work is put on a scale and taken off it by the tie alone', async () => {
    const source = 'ties';
    await bring({ ...village, ...gradebook }, source);
    expect(await bring(tie('l-1,tobedeleted,w-2,sc-1'), source)).toMatchObject({ changed: 1, refused: 0 });
    expect(await bring(inWords('пять', 'r-41'), source)).toMatchObject({ added: 1 });
    expect(await bring(tie('l-3,,w-2,sc-1\nl-4,,w-404,sc-1\nl-5,,w-1,sc-404'), source)).toMatchObject({
      changed: 1,
      refused: 2,
    });
    expect((await bring(inWords('шесть', 'r-42'), source)).refusals).toMatchObject([{ code: 'text_score_off_scale' }]);
  });
});

describe('undoing', () => {
  test('what a later import gave results to stays, with the reason; the rest goes', async () => {
    const source = 'kept';
    const { id } = await bring({ ...village, ...gradebook }, source);
    await bring({ 'results.csv': results('r-30,,w-1,u-2,fully graded,50,,,,,') }, source);
    const { kept } = await undo(id);
    expect(kept.map(({ type, code }) => `${type} ${code}`)).toContain('WorkBroughtIn undo_results');
    const names = await namedKept(world.api.parts, kept);
    expect(names).toContain('Математика 5А, Дроби');
    expect(names).toContain('Математика 5А, Петров Илья');
    await expect(shownTo('u-1', source)).resolves.toEqual([]);
    await expect(shownTo('u-2', source, 6)).resolves.toEqual([
      ['Математика', 'Дроби', 'Контрольные', '1 четверть', 'graded', '50'],
    ]);
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

test('killed anywhere and run again: the same events as in one go', async () => {
  const kindsOf = async (source: string, after: bigint) => {
    const of = identityOf(source);
    const works = new Map(['w-1', 'w-2'].map((work, at) => [of.work(of.group(at ? 'g-eng' : 'g-mat'), work), work]));
    return (await world.store.readAll({ after, limit: 5_000 }))
      .filter(({ stream }) => /^(person|class|group)-/.test(stream))
      .map(({ type, data }) => `${type} ${works.get((data as { workId: never }).workId) ?? ''}`)
      .toSorted();
  };
  const files = { ...village, ...gradebook };
  let head = await world.store.head();
  let appends = 0;
  const counting: EventStore = { ...world.store, append: (wanted) => ((appends += 1), world.store.append(wanted)) };
  await carryOut(await planned(files, 'whole'), counting);
  const whole = await kindsOf('whole', head);
  expect(whole).toContain('WorkBroughtIn w-2');
  for (const place of [2, Math.floor(appends / 2), appends - 1, appends]) {
    const source = `killed ${place}`;
    head = await world.store.head();
    await expect(carryOut(await planned(files, source), dying(world.store, place))).rejects.toThrow('killed');
    await carryOut(await planned(files, source));
    expect(await kindsOf(source, head), source).toEqual(whole);
  }
});

test('long words go into appends that the log takes', async () => {
  const source = 'long';
  await bring(village, source);
  const words = 'Ж'.repeat(1_000);
  const many = Array.from({ length: 320 }, (_, at) => `r-${at},,w-${at % 16},u-1,fully graded,1,,${words}${at},,,`);
  const works = Array.from({ length: 16 }, (_, at) => `w-${at},,Дроби,,,,g-mat,,,0,100`);
  const report = await bring({ 'lineItems.csv': lineItem(works.join('\n')), 'results.csv': results(...many) }, source);
  expect(report).toMatchObject({ added: 336, refused: 0 });
  expect(report.notes.filter(({ code }) => code === 'text_cut')).toHaveLength(320);
}, 60_000);

import { once } from 'node:events';
import { createReadStream, createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { uuidv5 } from '../../core/uuid.ts';
import { broughtInOf } from './brought-in-works.ts';
import { csvLine } from './csv.ts';
import type { From, Gathered, Taught } from './gather.ts';
import { comparing, modified, status } from './rows.ts';
import { type Category, type Result, type Work, type WorkScale, worksOf } from './works.ts';
import type { Packed } from './zip.ts';

const columns = {
  categories: 'sourcedId status dateLastModified title weight',
  lineItems:
    'sourcedId status dateLastModified title description assignDate dueDate classSourcedId categorySourcedId ' +
    'academicSessionSourcedId resultValueMin resultValueMax schoolSourcedId',
  lineItemScoreScales: 'sourcedId status dateLastModified title lineItemSourcedId scoreScaleSourcedId',
  results:
    'sourcedId status dateLastModified lineItemSourcedId studentSourcedId scoreStatus score scoreDate comment textScore ' +
    'classSourcedId inProgress incomplete late missing',
  scoreScales:
    'sourcedId status dateLastModified title type orgSourcedId courseSourcedId classSourcedId scoreScaleValue',
} as const;
type File = keyof typeof columns;
const gradebookFiles = Object.keys(columns) as readonly File[];

export interface Gradebook {
  readonly files: readonly Packed[];
  /** Marks that are in it; what was brought in is none. */
  readonly marks: number;
}

/**
 * Writes the files of the gradebook into an empty folder, to be read from there: a group is in memory at a time, however many marks the school has.
 * Files of one reading agree with each other, also while teachers go on giving marks.
 */
export async function gradebookOf(from: From, all: Gathered, folder: string): Promise<Gradebook> {
  const pupils = new Map(all.people.map(({ personId, sourcedId }) => [personId as string, sourcedId]));
  const categories = new Map<string, Category>();
  const sheets = Object.fromEntries(gradebookFiles.map((name) => [name, openSheet(folder, name)])) as Record<
    File,
    Sheet
  >;
  const scales = new Set<string>();
  let marks = 0;
  try {
    for (const group of all.taught) {
      if (group.subject === null) continue;
      const own = await worksOf(from, all, group, pupils);
      const ids = new Set(own.map(({ sourcedId }) => sourcedId));
      const works = inOrder([...own, ...(await broughtInOf(from, all, group, { pupils, own: ids }))]);
      const told = tell(all, group, works, scales);
      for (const { category } of works) if (category) categories.set(category.sourcedId, category);
      for (const [name, rows] of Object.entries(told)) await sheets[name as File].add(rows);
      marks += own.reduce((sum, { results }) => sum + results.length, 0);
    }
    const kinds = inOrder(categories.values());
    await sheets.categories.add(
      kinds.map(({ sourcedId, title, weight }) => [sourcedId, status, modified, title, weight]),
    );
    const files: Packed[] = [];
    for (const sheet of Object.values(sheets)) files.push(await sheet.close());
    return { files, marks };
  } finally {
    for (const sheet of Object.values(sheets)) sheet.letGo();
  }
}

type Row = readonly (string | null)[];
const inOrder = <T extends { readonly sourcedId: string }>(list: Iterable<T>): T[] =>
  [...list].toSorted((a, b) => comparing(a.sourcedId, b.sourcedId));

/** The rows of one group's works. A scale that several groups have is told once: `known` holds the ids of those told. */
function tell(
  { sourcedId: school }: Gathered,
  { sourcedId: klass, subject }: Taught,
  works: readonly Work[],
  known: Set<string>,
) {
  const scales = new Map<string, WorkScale>();
  const lineItems: Row[] = [];
  const lineItemScoreScales: Row[] = [];
  const results: Row[] = [];
  for (const { sourcedId, category, scale, ...work } of works) {
    const called = [work.title, work.description, work.assigned, work.due, klass, category?.sourcedId ?? null];
    lineItems.push([sourcedId, status, modified, ...called, work.term, work.least, work.most, school]);
    if (scale) {
      if (!known.has(scale.sourcedId)) scales.set(scale.sourcedId, scale);
      const id = uuidv5(sourcedId, scale.sourcedId);
      lineItemScoreScales.push([id, status, modified, scale.title, sourcedId, scale.sourcedId]);
    }
    for (const one of inOrder(work.results).toSorted((a, b) => comparing(a.pupil, b.pupil))) {
      const graded = [one.status, one.score, one.date, one.comment, one.text, klass];
      results.push([one.sourcedId, status, modified, sourcedId, one.pupil, ...graded, ...flagsOf(one)]);
    }
  }
  for (const id of scales.keys()) known.add(id);
  const scoreScales = inOrder(scales.values()).map(({ sourcedId, title, values }): Row => {
    const list = values.map(({ value, meaning }) => `{${value}:${meaning ?? ''}}`).join(',');
    return [sourcedId, status, modified, title, typeOf(values), school, subject, klass, list];
  });
  return { lineItems, lineItemScoreScales, results, scoreScales };
}

const flagsOf = ({ flags }: Result): Row =>
  (['in_progress', 'incomplete', 'late', 'missing'] as const).map((flag) => (flags.has(flag) ? 'true' : null));

const typeOf = (values: WorkScale['values']): string =>
  values.every(({ value }) => /^\d+([.,]\d+)?$/.test(value)) ? 'number' : 'text';

interface Sheet {
  add(rows: readonly Row[]): Promise<void>;
  /** The file as it goes into an archive. */
  close(): Promise<Packed>;
  letGo(): void;
}

function openSheet(folder: string, name: File): Sheet {
  const path = join(folder, `${name}.csv`);
  const out: WriteStream = createWriteStream(path, { mode: 0o600, flags: 'wx' });
  const done = finished(out);
  // Told where it is closed.
  done.catch(() => undefined);
  out.write(csvLine(columns[name].split(' ')));
  return {
    async add(rows) {
      if (rows.length > 0 && !out.write(rows.map(csvLine).join(''))) await Promise.race([once(out, 'drain'), done]);
    },
    async close() {
      out.end();
      await done;
      return { name: `${name}.csv`, text: textOf(path) };
    },
    letGo() {
      out.destroy();
    },
  };
}

/** Opened when it is read. */
async function* textOf(path: string): AsyncGenerator<string> {
  yield* createReadStream(path, 'utf8') as AsyncIterable<string>;
}

import { CalendarDate } from '@peremena/events';
import * as v from 'valibot';
import type { Reason } from '../reasons.ts';
import type { FileName } from '../reading/files.ts';
import type { Row, Table } from '../reading/table.ts';
import { Marks } from '../shelf/marks.ts';
import type { Draft } from './draft.ts';

// `9/1/2026` is left out: it is one day in Moscow and another in Boston.
const dateForms = [
  /^(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d)(T.*)?$/,
  /^(?<y>\d{4})[./](?<m>\d{1,2})[./](?<d>\d{1,2})$/,
  /^(?<y>\d{4})(?<m>\d\d)(?<d>\d\d)$/,
  /^(?<d>\d{1,2})\.(?<m>\d{1,2})\.(?<y>\d{4})(?: ?г\.?)?$/,
  /^(?<d>\d{1,2}) (?<word>[а-я]+) (?<y>\d{4})(?: ?г(?:\.|ода)?)?$/i,
];
const months = 'января февраля марта апреля мая июня июля августа сентября октября ноября декабря'.split(' ');

/** A date as bundles write it (`2026-09-01`, `2026-09-01T00:00:00Z`, `01.09.2026`, `2026/9/1`, `20260901`, `1 сентября 2026 г.`), or why it is none. */
export function dateOf(cell: string): { readonly date: string } | { readonly why: Reason } {
  const read = dateForms.map((form) => form.exec(cell)?.groups).find(Boolean) ?? {};
  const { y = '', d = '', word = '', m = String(months.indexOf(word.toLowerCase()) + 1) } = read;
  const parsed = v.safeParse(CalendarDate, `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`);
  if (parsed.success) return { date: parsed.output };
  if (parsed.issues[0].message === 'date_exists' && m !== '0') return { why: 'date_exists' };
  return { why: y === '' || m === '0' || /^(?:19|20|21)/.test(y) ? 'date_form' : 'date_far' };
}

/** The date of a cell: null where it is empty; undefined where it is none, and then the row is refused. */
export function dateAt<F extends FileName>(
  draft: Draft,
  row: Row<F>,
  column: keyof Row<F>['cells'] & string,
): string | null | undefined {
  const cell = row.cells[column];
  if (cell === undefined) return null;
  const read = dateOf(cell);
  if ('date' in read) return read.date;
  draft.refuse(row, column, read.why);
  return undefined;
}

// One comma with one or two digits behind it is nothing but a decimal comma; `1,000` may be a thousand.
const numberForm = /^(-?)0*(\d{1,9})(?:\.(\d{1,6})|,(\d{1,2}))?$/;

/** The number of a cell as a decimal string without needless digits: null where it is empty; undefined where it is none, and then the row is refused. */
export function numberAt<F extends FileName>(
  draft: Draft,
  row: Row<F>,
  column: keyof Row<F>['cells'] & string,
): string | null | undefined {
  const cell = row.cells[column]?.trim();
  if (!cell) return null;
  const [, sign = '', whole = '', point = '', comma = ''] = numberForm.exec(cell) ?? [];
  if (whole === '') {
    draft.refuse(row, column, 'number_form');
    return undefined;
  }
  const part = (point || comma).replace(/0+$/, '');
  const size = part === '' ? whole : `${whole}.${part}`;
  return size === '0' ? size : `${sign}${size}`;
}

/** The values of a cell that holds a list. */
export const listOf = (cell: string | undefined): string[] =>
  (cell ?? '')
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== '');

/** Whether the bundle says that the row's thing is gone. */
export const isDeleted = (row: Row): boolean => {
  const status = (row.cells as { status?: string }).status?.toLowerCase();
  return status === 'tobedeleted' || status === 'inactive';
};

/** The longest id that a row may have. */
const idLength = 180;

/** Rows by their sourcedId, in the order of their file; a second row of the same id is refused. */
export function byId<F extends FileName>(draft: Draft, { rows }: Table<F>): RowsById<F> {
  const twice = new Marks();
  for (const n of rows.again()) twice.mark(n);
  const taken = function* (): Generator<[string, Row<F>]> {
    for (const row of rows) {
      const { sourcedId } = row.cells as { sourcedId?: string };
      if (sourcedId !== undefined && sourcedId.length <= idLength && twice.get(row) === 0) yield [sourcedId, row];
    }
  };
  for (const row of rows) {
    const { sourcedId, status } = row.cells as { sourcedId?: string; status?: string };
    if (sourcedId === undefined) continue;
    if (sourcedId.length > idLength) draft.refuse(row, 'sourcedId', 'id_long');
    else if (twice.get(row) !== 0) draft.refuse(row, 'sourcedId', 'id_twice');
    if (status && !isDeleted(row) && status.toLowerCase() !== 'active') draft.note(row, 'status', 'status_unknown');
  }
  const get = (id: string) => (id.length > idLength ? undefined : rows.get(id));
  return { get, has: (id) => get(id) !== undefined, [Symbol.iterator]: taken };
}

/** What a row may name. */
export interface ById<T> {
  get(id: string): T | undefined;
}

const rememberedAtMost = 500;

/** The same answer without working it out again while it is asked for often. */
export function remembering<T>(find: (id: string) => T): (id: string) => T {
  const known = new Map<string, T>();
  return (id) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    if (known.size >= rememberedAtMost) known.clear();
    const found = find(id);
    known.set(id, found);
    return found;
  };
}

/** Rows of a file by their sourcedId. */
export interface RowsById<F extends FileName> extends ById<Row<F>>, Iterable<[string, Row<F>]> {
  has(id: string): boolean;
}

/** The row that an id names; undefined where there is none or it was refused, and then `row` is refused too. */
export function referred<F extends FileName>(
  draft: Draft,
  rows: ById<Row<F>>,
  from: { readonly row: Row; readonly column: string; readonly id: string | undefined; readonly unknown: Reason },
): Row<F> | undefined {
  const found = from.id === undefined ? undefined : rows.get(from.id);
  if (found && !draft.refused.has(found)) return found;
  const code = from.id === undefined ? 'cell_missing' : found ? 'refers_to_refused' : from.unknown;
  draft.refuse(from.row, from.column, code);
  return undefined;
}

/** A title cut to what fits, with a note where it was cut. */
export function fitting(draft: Draft, row: Row, title: string, max: number): string {
  if (title.length > max) draft.note(row, 'title', 'shortened');
  return cut(title, max);
}

/** A longer text cut to what fits, with a note where it was cut; null where the cell is empty. */
export function fittingText<F extends FileName>(
  draft: Draft,
  row: Row<F>,
  column: keyof Row<F>['cells'] & string,
  max: number,
): string | null {
  const written = row.cells[column]?.trim();
  if (!written) return null;
  if (written.length > max) draft.note(row, column, 'text_cut');
  return cut(written, max);
}

/** A title cut to what fits. */
export function cut(title: string, max: number): string {
  if (title.length <= max) return title;
  return `${title
    .slice(0, max - 1)
    .replace(/[\ud800-\udbff]$/, '')
    .trimEnd()}…`;
}

/** The year of study of a `grades` cell, null where it names none or several. */
export function gradeOf(cell: string | undefined): number | null {
  const grades = new Set(listOf(cell));
  const [grade] = grades;
  if (grades.size !== 1 || grade === undefined) return null;
  if (/^kg$/i.test(grade)) return 0;
  const [, year] = /^(0?\d|1[0-3])(?: ?класс)?$/i.exec(grade) ?? [];
  return year === undefined ? null : Number(year);
}

/** A homeroom is a class of the school, any other class a group that is taught a subject. */
export const kindOf = ({ cells }: Row<'classes'>): 'class' | 'group' =>
  cells.classType?.toLowerCase() === 'homeroom' ? 'class' : 'group';

import { ScoreValue, text, workTerms } from '@peremena/events';
import * as v from 'valibot';
import type { FileName } from '../reading/files.ts';
import type { Row } from '../reading/table.ts';
import { type Reason, reasons } from '../reasons.ts';
import { byId, fitting, isDeleted, numberAt, type RowsById } from './cells.ts';
import type { Making } from './making.ts';
import type { Category, Scale } from './standing.ts';

/** What works of a bundle are of, and on which scales they are. */
export interface PartsOfWorks {
  categoryOf(work: Row<'lineItems'>): Category | null;
  scaleOf(work: Row<'lineItems'>, sourcedId: string): Scale | null;
  /** Sets aside what no work has asked for. */
  leaveUnused(): void;
}

/** Categories, scales and the ties between scales and works. */
export function partsOfWorks(making: Making): PartsOfWorks {
  const { draft, read, standing } = making;
  const { tables } = read;
  const rows = new Map<Category | Scale, Row>();
  const usedOnes = new Set<Row>();
  const kinds = taken(byId(draft, tables.categories), (row) => categoryOf(making, row));
  const scales = taken(byId(draft, tables.scoreScales), (row) => scaleOf(making, row));
  const scaleNamed = (id: string) => scales.get(id) ?? standing.scales.get(id) ?? null;
  for (const row of tables.lineItemScoreScales.rows) {
    const { lineItemSourcedId = '', scoreScaleSourcedId = '' } = row.cells;
    const work = tables.lineItems.rows.get(lineItemSourcedId);
    const [first] = linksOf(lineItemSourcedId);
    if (isDeleted(row)) draft.aside.set(row, 'aside_deleted');
    else if (!work) draft.refuse(row, 'lineItemSourcedId', 'unknown_work');
    else if (first?.n !== row.n) draft.refuse(row, 'lineItemSourcedId', 'id_twice');
    else if (!scaleNamed(scoreScaleSourcedId)) draft.refuse(row, 'scoreScaleSourcedId', 'unknown_scale');
    else draft.partOf.set(row, work);
  }
  return {
    categoryOf(work) {
      const id = work.cells.categorySourcedId;
      if (id === undefined) return null;
      const found = kinds.get(id) ?? standing.categories.get(id) ?? null;
      if (!found) draft.note(work, 'categorySourcedId', 'unknown_category');
      return used(found, work);
    },
    scaleOf(work, sourcedId) {
      const [link] = linksOf(sourcedId);
      // A set of changes that does not speak of the work's scale leaves it as it is.
      if (!link) return standing.works.get(sourcedId)?.scale ?? null;
      return used(scaleNamed(link.cells.scoreScaleSourcedId ?? ''), work);
    },
    leaveUnused() {
      for (const row of rows.values()) if (!usedOnes.has(row)) draft.aside.set(row, 'aside_unused');
    },
  };

  function linksOf(work: string): Row<'lineItemScoreScales'>[] {
    return tables.lineItemScoreScales.rows.about(work).filter((row) => !isDeleted(row));
  }

  function taken<F extends FileName, T extends Category | Scale>(
    table: RowsById<F>,
    partOf: (row: Row<F>) => T | null,
  ): Map<string, T> {
    const found = new Map<string, T>();
    for (const [id, row] of table) {
      const part = isDeleted(row) ? null : partOf(row);
      if (isDeleted(row)) draft.aside.set(row, 'aside_deleted');
      if (!part) continue;
      rows.set(part, row);
      found.set(id, part);
    }
    return found;
  }

  function used<T extends Category | Scale>(part: T | null, work: Row<'lineItems'>): T | null {
    const row = part && rows.get(part);
    if (row && !usedOnes.has(row)) draft.partOf.set(row, work);
    if (row) usedOnes.add(row);
    return part;
  }
}

const codeOf = (issue: { readonly message: string }): Reason =>
  Object.hasOwn(reasons, issue.message) ? (issue.message as Reason) : 'not_accepted';

function categoryOf({ draft }: Making, row: Row<'categories'>): Category | null {
  const weight = numberAt(draft, row, 'weight');
  if (weight === undefined) return null;
  const title = fitting(draft, row, row.cells.title ?? '', 120);
  const parsed = v.safeParse(workTerms.category, { title, weight, source: `oneroster:${row.cells.sourcedId}` });
  if (parsed.success) return parsed.output;
  draft.refuse(row, 'title', codeOf(parsed.issues[0]));
  return null;
}

// Trimmed afterwards: spaces that two parts of the pattern could take would make it try them in every way.
const pair = /\{([^{}:]*):([^{}]*)\}/g;

/** A scale as bundles write it: `{A:94},{B:84}`. */
function scaleOf({ draft }: Making, row: Row<'scoreScales'>): Scale | null {
  const written = row.cells.scoreScaleValue ?? '';
  const pairs = [...written.matchAll(pair)].map(([, value = '', meaning = '']) => ({
    value: value.trim(),
    meaning: meaning.trim() || null,
  }));
  const values = v.safeParse(v.pipe(v.array(ScoreValue), v.minLength(1), v.maxLength(60)), pairs);
  if (written.replaceAll(pair, '').replaceAll(/[\s,;]/g, '') !== '' || !values.success) {
    draft.refuse(row, 'scoreScaleValue', 'scale_values');
    return null;
  }
  const source = `oneroster:${row.cells.sourcedId}`;
  const title = v.safeParse(text(120), fitting(draft, row, row.cells.title ?? row.cells.sourcedId ?? '', 120));
  if (title.success) return { title: title.output, values: values.output, source };
  draft.refuse(row, 'title', codeOf(title.issues[0]));
  return null;
}

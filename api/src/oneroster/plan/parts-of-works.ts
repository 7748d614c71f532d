import { ScoreValue, text, workTerms } from '@peremena/events';
import * as v from 'valibot';
import type { FileName } from '../reading/files.ts';
import type { Row } from '../reading/table.ts';
import { type Reason, reasons } from '../reasons.ts';
import { byId, fitting, isDeleted, numberAt, type RowsById } from './cells.ts';
import type { Making } from './making.ts';
import { idOf } from './standing-works.ts';
import type { Category, Scale, TermsOfWork } from './standing.ts';

interface ChangeOfWork {
  readonly row: Row;
  readonly change: Partial<Pick<TermsOfWork, 'category' | 'scale'>>;
}

/** A category or scale as a row tells it; null where the other system has it no more. */
interface Told<T> {
  readonly row: Row;
  readonly part: T | null;
}

/** What works of a bundle are of, and on which scales they are. */
export interface PartsOfWorks {
  categoryOf(work: Row<'lineItems'>): Category | null;
  scaleOf(work: Row<'lineItems'>, sourcedId: string): Scale | null;
  /** What rows of the bundle change of a work that stands and has none itself. */
  changesOf(sourcedId: string, terms: TermsOfWork): Iterable<ChangeOfWork>;
  /** Sets aside what no work has asked for. */
  leaveUnused(): void;
}

/** Categories, scales and the ties between scales and works. */
export function partsOfWorks(making: Making): PartsOfWorks {
  const { draft, read, standing } = making;
  const { tables } = read;
  const rows: Row[] = [];
  const usedOnes = new Set<Row>();
  const kinds = taken(byId(draft, tables.categories), (row) => categoryOf(making, row));
  const scales = taken(byId(draft, tables.scoreScales), (row) => scaleOf(making, row));
  const scaleNamed = (id: string) => scales.get(id)?.part ?? standing.scales.get(id) ?? null;
  for (const row of tables.lineItemScoreScales.rows) {
    const { lineItemSourcedId = '', scoreScaleSourcedId = '' } = row.cells;
    const work = tables.lineItems.rows.get(lineItemSourcedId);
    const [first] = linksOf(lineItemSourcedId);
    const touched = standing.touched.has(lineItemSourcedId);
    if (isDeleted(row)) {
      if (!touched) draft.aside.set(row, 'aside_deleted');
    } else if (!work && !touched) draft.refuse(row, 'lineItemSourcedId', 'unknown_work');
    else if (first?.n !== row.n) draft.refuse(row, 'lineItemSourcedId', 'id_twice');
    else if (!scaleNamed(scoreScaleSourcedId)) draft.refuse(row, 'scoreScaleSourcedId', 'unknown_scale');
    else if (work) draft.partOf.set(row, work);
  }
  return {
    categoryOf(work) {
      const id = work.cells.categorySourcedId;
      if (id === undefined) return null;
      const found = used(kinds.get(id), work) ?? standing.categories.get(id) ?? null;
      if (!found) draft.note(work, 'categorySourcedId', 'unknown_category');
      return found;
    },
    scaleOf(work, sourcedId) {
      const [link] = linksOf(sourcedId);
      if (link) {
        const id = link.cells.scoreScaleSourcedId ?? '';
        return used(scales.get(id), work) ?? scaleNamed(id);
      }
      const scale = standing.works.get(sourcedId)?.scale ?? null;
      if (!scale || untied(sourcedId, scale)) return null;
      // A set of changes that does not speak of the work's scale leaves it as it is, but for what the scale itself says now.
      const told = scales.get(idOf(scale.source) ?? '');
      return told ? used(told, work) : scale;
    },
    *changesOf(sourcedId, { category, scale }) {
      const kind = category && kinds.get(idOf(category.source) ?? '');
      if (kind) yield by(kind.row, { category: kind.part });
      const [link] = linksOf(sourcedId).filter((row) => !draft.refused.has(row));
      const gone = scale && untied(sourcedId, scale);
      if (link) yield by(link, { scale: scaleNamed(link.cells.scoreScaleSourcedId ?? '') });
      else if (gone) yield by(gone, { scale: null });
      const left = link?.cells.scoreScaleSourcedId ?? (gone ? undefined : scale && idOf(scale.source));
      const told = scales.get(left ?? '');
      if (told) yield by(told.row, { scale: told.part });
    },
    leaveUnused() {
      for (const row of rows)
        if (!usedOnes.has(row)) draft.aside.set(row, isDeleted(row) ? 'aside_deleted' : 'aside_unused');
    },
  };

  function by(row: Row, change: ChangeOfWork['change']): ChangeOfWork {
    usedOnes.add(row);
    return { row, change };
  }

  /** The row that says that the work is on this scale no more. */
  function untied(work: string, scale: Scale): Row<'lineItemScoreScales'> | undefined {
    return tables.lineItemScoreScales.rows
      .about(work)
      .find((row) => isDeleted(row) && row.cells.scoreScaleSourcedId === idOf(scale.source));
  }

  function linksOf(work: string): Row<'lineItemScoreScales'>[] {
    return tables.lineItemScoreScales.rows.about(work).filter((row) => !isDeleted(row));
  }

  function taken<F extends FileName, T extends Category | Scale>(
    table: RowsById<F>,
    partOf: (row: Row<F>) => T | null,
  ): Map<string, Told<T>> {
    const found = new Map<string, Told<T>>();
    for (const [id, row] of table) {
      const part = isDeleted(row) ? null : partOf(row);
      if (!part && !isDeleted(row)) continue;
      rows.push(row);
      found.set(id, { row, part });
    }
    return found;
  }

  function used<T extends Category | Scale>(told: Told<T> | undefined, work: Row<'lineItems'>): T | null {
    if (!told?.part) return null;
    if (!usedOnes.has(told.row)) draft.partOf.set(told.row, work);
    usedOnes.add(told.row);
    return told.part;
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

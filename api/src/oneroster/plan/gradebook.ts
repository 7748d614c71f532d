import type { BroughtInWorkId, TermId } from '@peremena/events';
import type { Row } from '../reading/table.ts';
import { Marks } from '../shelf/marks.ts';
import { byId, type ById, dateAt, fitting, fittingText, isDeleted, numberAt, remembering } from './cells.ts';
import type { Classes, Taught } from './classes.ts';
import type { Target } from './draft.ts';
import type { Making } from './making.ts';
import { partsOfWorks, type PartsOfWorks } from './parts-of-works.ts';
import type { Session } from './terms.ts';

/** A work of a group, of the bundle or here already (then it stands in no row). */
export interface WorkOfBundle {
  readonly id: BroughtInWorkId;
  readonly target: Target<'group'>;
}
type Group = Taught & { readonly kind: 'group' };
interface WorkOfRow {
  readonly row: Row<'lineItems'>;
  readonly sourcedId: string;
  readonly one: Group;
}

/** Works of the bundle that can be taken, and those that stand. */
export interface Works extends ById<WorkOfBundle> {
  /** Those of the bundle, in its order. */
  ofBundle(): Iterable<WorkOfRow>;
}

/** LineItems of groups by sourcedId, and works that are here already. */
export function readWorks(making: Making, classes: Classes): Works {
  const { draft, identity, read, standing } = making;
  const rows = byId(draft, read.tables.lineItems);
  const taken = new Marks();
  const isRefused = (id: string) => read.tables.classes.rows.named(id).some((row) => draft.refused.has(row));
  for (const [, row] of rows) {
    const { classSourcedId = '' } = row.cells;
    const one = classes.get(classSourcedId);
    if (isDeleted(row) && one?.kind !== 'group') draft.aside.set(row, 'aside_deleted');
    else if (!one || isRefused(classSourcedId))
      draft.refuse(row, 'classSourcedId', one || isRefused(classSourcedId) ? 'refers_to_refused' : 'unknown_class');
    else if (one.kind === 'class') draft.refuse(row, 'classSourcedId', 'work_of_class');
    else taken.set(row, 1);
  }
  return {
    get: remembering((sourcedId) => {
      const row = rows.get(sourcedId);
      if (!row) return standing.works.get(sourcedId);
      const one = taken.get(row) === 0 ? undefined : classes.get(row.cells.classSourcedId ?? '');
      return one?.kind === 'group' ? { id: identity.work(one.id, sourcedId), target: one.target } : undefined;
    }),
    *ofBundle() {
      for (const [sourcedId, row] of rows) {
        const one = taken.get(row) === 0 ? undefined : classes.get(row.cells.classSourcedId ?? '');
        if (one?.kind === 'group') yield { row, sourcedId, one };
      }
    },
  };
}

/** LineItems become works of groups. What ties them to categories and scales is a part of them. */
export function planWorks(making: Making, works: Works, sessions: ReadonlyMap<string, Session>): void {
  const { draft, identity } = making;
  const parts = partsOfWorks(making);
  for (const work of works.ofBundle()) {
    const { row, sourcedId, one } = work;
    const workId = identity.work(one.id, sourcedId);
    if (isDeleted(row)) draft.wish(one.target, row, { type: 'RemoveBroughtInWork', workId }, { ending: true });
    else bringIn(making, work, parts, termOf(making, work, sessions));
  }
  tellStanding(making, parts);
  parts.leaveUnused();
}

/** A category or scale that a set of changes tells otherwise is told so to the works that stand and have no row in it. */
function tellStanding({ draft, standing }: Making, parts: PartsOfWorks): void {
  for (const [sourcedId, touched] of standing.touched) {
    const work = standing.works.get(sourcedId);
    if (!work) continue;
    let terms = touched;
    for (const { row, change } of parts.changesOf(sourcedId, touched)) {
      terms = { ...terms, ...change };
      draft.wish(work.target, row, { type: 'BringInWork', workId: work.id, ...terms });
    }
  }
}

function bringIn(
  { draft, identity }: Making,
  { row, sourcedId, one }: WorkOfRow,
  parts: PartsOfWorks,
  termId: TermId | null,
): void {
  const assignedOn = dateAt(draft, row, 'assignDate');
  const dueOn = dateAt(draft, row, 'dueDate');
  const lowest = numberAt(draft, row, 'resultValueMin');
  const highest = numberAt(draft, row, 'resultValueMax');
  if (assignedOn === undefined || dueOn === undefined || lowest === undefined || highest === undefined) return;
  if (assignedOn !== null && dueOn !== null && dueOn < assignedOn) {
    draft.refuse(row, 'dueDate', 'period_dates');
    return;
  }
  draft.wish(
    one.target,
    row,
    {
      ...{ type: 'BringInWork', workId: identity.work(one.id, sourcedId), source: `oneroster:${sourcedId}` },
      title: fitting(draft, row, row.cells.title ?? '', 200),
      description: fittingText(draft, row, 'description', 1000),
      category: parts.categoryOf(row),
      ...{ assignedOn, dueOn, lowest, highest, termId },
      scale: parts.scaleOf(row, sourcedId),
    },
    {
      makes: true,
      columns: { title: 'title', description: 'description', source: 'sourcedId', from: 'classSourcedId' },
    },
  );
}

/** The term of a work; null where its session is none here, as it is divided into shorter ones. */
function termOf(
  { draft, identity, read, standing }: Making,
  { row, sourcedId, one }: WorkOfRow,
  sessions: ReadonlyMap<string, Session>,
): TermId | null {
  const wanted = row.cells.academicSessionSourcedId;
  if (wanted === undefined || isDeleted(row)) return null;
  const session = sessions.get(wanted);
  if (session)
    return draft.refused.has(session.row) || draft.aside.get(session.row) === 'aside_session'
      ? null
      : identity.term(one.school.id, wanted, session);
  const known = standing.works.get(sourcedId)?.termId ?? null;
  const term = identity.term(one.school.id, wanted, { from: '', to: '' });
  if (known === null && standing.terms.has(term)) return term;
  if (!read.manifest.delta) draft.note(row, 'academicSessionSourcedId', 'unknown_session');
  return known;
}

import type { Row } from '../reading/table.ts';
import { byId, dateAt, fitting, isDeleted } from './cells.ts';
import type { Making } from './making.ts';
import type { School } from './schools.ts';

export interface Session {
  readonly row: Row<'academicSessions'>;
  readonly from: string;
  readonly to: string;
}

/** Academic sessions become terms of every school, those that are not themselves divided into shorter ones. */
export function planTerms(
  { draft, identity, read }: Making,
  schools: ReadonlyMap<string, School>,
): Map<string, Session> {
  const sessions = new Map<string, Session>();
  for (const [sourcedId, row] of byId(draft, read.tables.academicSessions)) {
    if (isDeleted(row)) {
      draft.aside.set(row, 'aside_deleted');
      continue;
    }
    const from = dateAt(draft, row, 'startDate');
    const to = dateAt(draft, row, 'endDate');
    if (!from || !to) continue;
    if (to < from) draft.refuse(row, 'endDate', 'period_dates');
    else sessions.set(sourcedId, { row, from, to });
  }
  for (const [sourcedId, session] of sessions) {
    if (isDivided(session, [...sessions.values()])) draft.aside.set(session.row, 'aside_session');
    else for (const school of schools.values()) schedule(school, sourcedId, session);
  }
  return sessions;

  function schedule(school: School, sourcedId: string, { row, from, to }: Session): void {
    const termId = identity.term(school.id, sourcedId, { from, to });
    if (identity.borrowed(termId)) {
      draft.aside.set(row, 'aside_there');
      return;
    }
    const title = fitting(draft, row, row.cells.title ?? '', 120);
    const columns = { title: 'title', from: 'startDate', source: 'sourcedId' };
    const source = `oneroster:${sourcedId}`;
    const made = draft.wish(
      school.target,
      row,
      { type: 'ScheduleTerm', termId, title, from, to, source },
      { makes: true, columns },
    );
    if (made) draft.wish(school.target, row, { type: 'RescheduleTerm', termId, title, from, to }, { columns });
  }
}

const dayAfter = (date: string) => new Date(Date.parse(`${date}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);

/** Whether shorter sessions cover every day of it; a school year counts as divided as soon as anything else lies within. */
function isDivided(whole: Session, all: readonly Session[]): boolean {
  const within = all.filter((part) => part.from >= whole.from && part.to <= whole.to);
  if (isYear(whole)) return within.some((part) => !isYear(part));
  const shorter = within.filter((part) => part.from > whole.from || part.to < whole.to);
  let open = whole.from;
  for (const part of shorter.toSorted((a, b) => (a.from < b.from ? -1 : 1))) {
    if (part.from <= open && part.to >= open) open = dayAfter(part.to);
  }
  return open > whole.to;
}

const isYear = ({ row }: Session) => row.cells.type?.toLowerCase() === 'schoolyear';

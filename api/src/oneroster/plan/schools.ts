import { type Bell, type SchoolId, streams } from '@peremena/events';
import type { Row } from '../reading/table.ts';
import type { Draft, Target } from './draft.ts';
import { byId, fitting, isDeleted } from './cells.ts';
import type { Making } from './making.ts';

export interface School {
  readonly id: SchoolId;
  readonly title: string;
  readonly row: Row<'orgs'>;
  readonly target: Target<'school'>;
}

/** Bells a school starts with where the bundle knows none: eight lessons of 45 minutes from 8:30. */
export const firstBells: readonly Bell[] = [
  { slot: 1, from: '08:30', to: '09:15' },
  { slot: 2, from: '09:25', to: '10:10' },
  { slot: 3, from: '10:30', to: '11:15' },
  { slot: 4, from: '11:35', to: '12:20' },
  { slot: 5, from: '12:30', to: '13:15' },
  { slot: 6, from: '13:25', to: '14:10' },
  { slot: 7, from: '14:20', to: '15:05' },
  { slot: 8, from: '15:15', to: '16:00' },
];

/** Organisations of type school become schools; districts and the like have no place of their own. */
export function planSchools({ draft, identity, read, timeZone }: Making): {
  orgs: Map<string, Row<'orgs'>>;
  schools: Map<string, School>;
} {
  const orgs = byId(draft, read.tables.orgs);
  const schools = new Map<string, School>();
  for (const [sourcedId, row] of orgs) {
    if ((row.cells.type ?? 'school').toLowerCase() !== 'school') draft.aside.set(row, 'aside_org');
    else if (isDeleted(row)) draft.aside.set(row, 'aside_deleted');
    else {
      const school = open(draft, row, identity.school(sourcedId), timeZone);
      if (school) schools.set(sourcedId, school);
    }
  }
  return { orgs, schools };
}

function open(draft: Draft, row: Row<'orgs'>, id: SchoolId, timeZone: string): School | null {
  const target: Target<'school'> = { slice: 'school', stream: streams.school(id), schoolId: id };
  const title = fitting(draft, row, row.cells.name ?? '', 200);
  const columns = { title: 'name', source: 'sourcedId' };
  const source = `oneroster:${row.cells.sourcedId}`;
  const opened = draft.wish(
    target,
    row,
    { type: 'OpenSchool', schoolId: id, title, timeZone, scale: 'five', source },
    { makes: true, columns },
  );
  if (!opened) return null;
  draft.wish(target, row, { type: 'RenameSchool', title }, { columns });
  draft.wish(target, row, { type: 'SetBells', bells: [...firstBells] }, { onlyNew: true });
  return { id, title, row, target };
}

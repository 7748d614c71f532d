import { type SchoolId, streams } from '@peremena/events';
import { defaultBells } from '../../school/default-bells.ts';
import type { Row } from '../reading/table.ts';
import type { Binding } from './binding.ts';
import type { Draft, Target } from './draft.ts';
import { byId, fitting, isDeleted, type RowsById } from './cells.ts';
import type { Making } from './making.ts';

export interface School {
  readonly id: SchoolId;
  readonly title: string;
  readonly row: Row<'orgs'>;
  readonly target: Target<'school'>;
}

/** Organisations of type school become schools; districts and the like have no place of their own. */
export function planSchools({ draft, identity, read, timeZone, standing, binding }: Making): {
  orgs: Pick<RowsById<'orgs'>, 'has'>;
  schools: Map<string, School>;
} {
  const orgs = byId(draft, read.tables.orgs);
  const schools = new Map<string, School>();
  for (const [sourcedId, row] of orgs) {
    if ((row.cells.type ?? 'school').toLowerCase() !== 'school') draft.aside.set(row, 'aside_org');
    else if (isDeleted(row)) draft.aside.set(row, 'aside_deleted');
    else {
      const id = identity.school(sourcedId);
      const school = binding?.schoolId === id ? bound(draft, row, binding) : open(draft, row, id, timeZone);
      if (school) schools.set(sourcedId, school);
    }
  }
  for (const [sourcedId, school] of standing.schools) schools.set(sourcedId, school);
  return { orgs: { has: (sourcedId) => standing.schools.has(sourcedId) || orgs.has(sourcedId) }, schools };
}

/** The school is here: its name and bells are its own. */
function bound(draft: Draft, row: Row<'orgs'>, { schoolId, title }: Binding): School {
  draft.aside.set(row, 'aside_there');
  return { id: schoolId, title, row, target: { slice: 'school', stream: streams.school(schoolId), schoolId } };
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
  draft.wish(target, row, { type: 'SetBells', bells: [...defaultBells] }, { onlyNew: true });
  return { id, title, row, target };
}

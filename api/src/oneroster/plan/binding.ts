import { type ClassEvent, type SchoolId, streams, type SubjectId, type TermId } from '@peremena/events';
import { stateNow } from '../../core/folded.ts';
import { schoolDecider } from '../../school/decider.ts';
import { BundleRefused } from '../finding.ts';
import type { BundleRead } from '../reading/read-bundle.ts';
import type { Row } from '../reading/table.ts';
import { isDeleted } from './cells.ts';
import { type Identity, identityOf } from './identity.ts';
import type { Log } from './log.ts';

/** A school that is here already, which a bundle is bound to: what it has, so that nothing of it is made a second time. */
export interface Binding {
  readonly schoolId: SchoolId;
  readonly title: string;
  /** Titles as `alike` writes them. */
  readonly subjects: ReadonlyMap<SubjectId, string>;
  readonly terms: ReadonlyMap<TermId, { readonly from: string; readonly to: string }>;
  readonly classes: ReadonlyMap<string, string>;
}

/** A title as it is compared: the same but for case and spaces. */
export const alike = (title: string): string => title.trim().replaceAll(/\s+/g, ' ').toLowerCase();

/** Whose a bundle is that is bound to a school: the school's, by the system it comes from. Nobody else's ids can be reached by it. */
export const boundSource = (schoolId: SchoolId, system: string | null): string =>
  JSON.stringify(['school', schoolId, system ?? '']);

/** Ids of a bundle that is bound to a school: its one school is that school, and a subject or term that is there already is that one. */
export function boundIdentity(source: string, binding: Binding, { tables, manifest }: BundleRead): Identity {
  const own = identityOf(source);
  // A set of changes may name no school: what it refers to is looked up in this one.
  const unnamed = manifest.delta && tables.orgs.rows.length === 0;
  const school = unnamed ? null : theSchool(tables.orgs.rows);
  const titles = new Map([...tables.courses.rows].map(({ cells }) => [cells.sourcedId, alike(cells.title ?? '')]));
  const subjects = new Map([...binding.subjects].map(([id, title]) => [title, id]));
  const dates = new Map([...binding.terms].map(([id, { from, to }]) => [`${from} ${to}`, id]));
  const borrowed = new Set<string>();
  const used = <Id extends string>(id: Id, found: Id | undefined): Id => {
    if (found === undefined || found === id) return id;
    borrowed.add(found);
    return found;
  };
  return {
    ...own,
    school: (sourcedId) => (sourcedId === school?.cells.sourcedId ? binding.schoolId : own.school(sourcedId)),
    subject(schoolId, sourcedId) {
      const id = own.subject(schoolId, sourcedId);
      return binding.subjects.has(id) ? id : used(id, subjects.get(titles.get(sourcedId) ?? ''));
    },
    term(schoolId, sourcedId, period) {
      const id = own.term(schoolId, sourcedId, period);
      return binding.terms.has(id) ? id : used(id, dates.get(`${period.from} ${period.to}`));
    },
    borrowed: (id) => borrowed.has(id),
  };
}

function theSchool(rows: Iterable<Row<'orgs'>>): Row<'orgs'> {
  const schools = [...rows].filter((row) => (row.cells.type ?? 'school').toLowerCase() === 'school' && !isDeleted(row));
  const [one] = schools;
  if (!one || schools.length > 1) throw new BundleRefused('not_one_school', { file: 'orgs.csv' });
  return one;
}

/** Reads what a school has. Throws `BundleRefused` where there is no such school, or it is kept from whole bundles of its own source. */
export async function readBinding(log: Log, schoolId: SchoolId): Promise<Binding> {
  const school = await stateNow(log, streams.school(schoolId), schoolDecider);
  if (!school) throw new BundleRefused('school_not_here');
  if (school.source?.startsWith('oneroster:')) throw new BundleRefused('school_of_source');
  return {
    schoolId,
    title: school.title,
    subjects: new Map([...school.subjects].map(([id, { title }]) => [id as SubjectId, alike(title)])),
    terms: new Map([...school.terms].map(([id, { from, to }]) => [id as TermId, { from, to }])),
    classes: await classesOf(log, schoolId),
  };
}

const page = 1_000;

/** Classes of a school by id, with the title in force: from the log, as a console may have no read models. */
async function classesOf({ store }: Log, schoolId: SchoolId): Promise<ReadonlyMap<string, string>> {
  const upTo = await store.head();
  const classes = new Map<string, string>();
  for (let after = 0n; ;) {
    const found = await store.readSchool(schoolId, { after, upTo, limit: page });
    for (const { type, data } of found) {
      const event = { type, data } as unknown as ClassEvent;
      if (event.type === 'ClassOpened' || event.type === 'ClassRenamed' || event.type === 'ClassPromoted')
        classes.set(event.data.classId, alike(event.data.title));
      else if (event.type === 'ClassOpeningWithdrawn') classes.delete(event.data.classId);
    }
    const last = found.at(-1);
    if (found.length < page || !last) return classes;
    after = last.position;
  }
}

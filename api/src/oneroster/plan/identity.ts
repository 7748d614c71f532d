import type {
  BroughtInResultId,
  BroughtInWorkId,
  ClassId,
  GroupId,
  PersonId,
  SchoolId,
  SourceId,
  SubjectId,
  TermId,
} from '@peremena/events';
import { uuidv5 } from '../../core/uuid.ts';
import type { BundleRead } from '../reading/read-bundle.ts';

const oneRoster = '0d0b3f3a-55a6-5d0c-8a52-5b7e7a9a6a11';

/** Ids of the things of one source: the same sourcedId of the same source is the same thing for ever, so importing again finds it. */
export interface Identity {
  /** Of the source itself. */
  readonly source: SourceId;
  school(sourcedId: string): SchoolId;
  person(sourcedId: string): PersonId;
  class(sourcedId: string): ClassId;
  group(sourcedId: string): GroupId;
  /** A course becomes a subject of each school that teaches it. */
  subject(school: SchoolId, sourcedId: string): SubjectId;
  /** A session becomes a term of each school. */
  term(school: SchoolId, sourcedId: string, period: { readonly from: string; readonly to: string }): TermId;
  /** A lineItem of one group: where it moves to another, it is another work. */
  work(group: GroupId, sourcedId: string): BroughtInWorkId;
  result(work: BroughtInWorkId, sourcedId: string): BroughtInResultId;
  /** Whether this is a thing of another origin that was found here and is used. */
  borrowed(id: SubjectId | TermId): boolean;
}

/** The ids of a source; two sources never share one, also where both count from 1. */
export function identityOf(source: string): Identity {
  const namespace = uuidv5(oneRoster, source);
  const id = (kind: string, name: string) => uuidv5(namespace, `${kind}:${name}`);
  return {
    source: id('source', '') as SourceId,
    school: (sourcedId) => id('school', sourcedId) as SchoolId,
    person: (sourcedId) => id('person', sourcedId) as PersonId,
    class: (sourcedId) => id('class', sourcedId) as ClassId,
    group: (sourcedId) => id('group', sourcedId) as GroupId,
    subject: (school, sourcedId) => id('subject', `${school}:${sourcedId}`) as SubjectId,
    term: (school, sourcedId) => id('term', `${school}:${sourcedId}`) as TermId,
    work: (group, sourcedId) => id('work', `${group}:${sourcedId}`) as BroughtInWorkId,
    result: (work, sourcedId) => id('result', `${work}:${sourcedId}`) as BroughtInResultId,
    borrowed: () => false,
  };
}

/** The ids of a source where a person said who some of its people are: `matched` has them by the id they would have otherwise. */
export const matchedIdentity = (own: Identity, matched: ReadonlyMap<PersonId, PersonId>): Identity => ({
  ...own,
  person(sourcedId) {
    const id = own.person(sourcedId);
    return matched.get(id) ?? id;
  },
});

/**
 * Whose bundle it is: the system named in the manifest and the district over its schools. Empty where the bundle says neither.
 * A school that joins the district later does not change it.
 */
export function sourceOf({ manifest, tables }: BundleRead): string {
  // The district is in orgs.csv; without it the same system would be taken for another source.
  if (manifest.delta && tables.orgs.rows.length === 0) return '';
  const districts = [...tables.orgs.rows].filter(
    ({ cells }) => cells.type !== undefined && cells.type.toLowerCase() !== 'school' && !cells.parentSourcedId,
  );
  const district = districts.length === 1 ? districts[0]!.cells.sourcedId! : '';
  return manifest.system === null && district === '' ? '' : JSON.stringify([manifest.system ?? '', district]);
}

import { BundleRefused } from '../finding.ts';
import type { BundleRead } from '../reading/read-bundle.ts';
import type { Aside, PartOf, Refused } from '../shelf/fates-of-rows.ts';
import { Told } from '../shelf/found.ts';
import type { Shelf } from '../shelf/shelf.ts';
import { type Binding, boundIdentity, boundSource } from './binding.ts';
import { dateOf, isDeleted } from './cells.ts';
import { planClasses, readClasses } from './classes.ts';
import { type Batch, Draft } from './draft.ts';
import { planEnrollments, readEnrollments } from './enrollments.ts';
import { planWorks, readWorks } from './gradebook.ts';
import { planGuardians } from './guardians.ts';
import { type Identity, identityOf, sourceOf } from './identity.ts';
import type { Making } from './making.ts';
import { type Newcomer, newcomersOf } from './newcomers.ts';
import { planPeople } from './people.ts';
import { planPosts } from './posts.ts';
import { planGoneResults, planResults } from './results.ts';
import { planSchools } from './schools.ts';
import { nothingStands, type Standing } from './standing.ts';
import { nobodyMatched, type Who } from './who.ts';
import { planTerms } from './terms.ts';

/** What is to be made of a bundle. Nothing in it was decided yet: the rules of each slice do that. All of it lies on the bundle's shelf. */
export interface Plan {
  readonly shelf: Shelf;
  /** One per stream; what others refer to comes first. */
  readonly batches: Iterable<Batch>;
  /** How many commands are asked for. */
  readonly wishes: number;
  readonly refused: Refused;
  /** Rows with no place here, and why. */
  readonly aside: Aside;
  /** Rows that are taken as a part of another one. */
  readonly partOf: PartOf;
  /** Rows that could not even be understood. */
  readonly unread: Told;
  readonly notes: Told;
  readonly newcomers: Iterable<Newcomer>;
  /** Whose bundle it is, as `--source` takes it. */
  readonly source: string;
  /** The system the bundle names, null where it names none. */
  readonly system: string | null;
  /** A set of changes. */
  readonly delta: boolean;
  /** Made of lists: a line of them is several rows of a bundle, or none of its own, and is counted once. Null where it is a bundle. */
  readonly ofLists: readonly TakenWith[] | null;
}

/** A line of a list that is taken with another one; with none: what it tells was there before. */
export interface TakenWith {
  readonly file: string;
  readonly line: number;
  readonly other: { readonly file: string; readonly line: number } | null;
}

export interface PlanOptions {
  /** Today by our clock, YYYY-MM-DD. */
  readonly today: string;
  readonly timeZone: string;
  /** Whose bundle it is, where the bundle itself does not say. */
  readonly source?: string | undefined;
  /** What a set of changes refers to without holding it. */
  readonly standing?: Standing;
  /** Who users of the bundle are, where they are people who are here otherwise, or may be. */
  readonly who?: Who;
  /** Which ids things have, where they do not follow from the source alone. */
  readonly identity?: Identity;
  /** The school here that the one school of the bundle is. */
  readonly binding?: Binding | null;
  readonly ofLists?: readonly TakenWith[];
}

/** Works out what a bundle asks for. Pure: the same bundle on the same day, on the same ground, gives the same plan. */
export function plan(read: BundleRead, options: PlanOptions): Plan {
  const { today, timeZone, source, identity, binding = null, ofLists = null } = options;
  const { standing = nothingStands, who = nobodyMatched } = options;
  const { shelf } = read;
  const draft = new Draft(shelf);
  const from = source ?? (binding ? boundSource(binding.schoolId, read.manifest.system) : sourceOf(read));
  if (from === '' && read.manifest.delta) throw new BundleRefused('source_needed', { file: 'manifest.csv' });
  if (from === '') draft.remark({ file: 'manifest.csv', line: null, column: null, code: 'source_unnamed' });
  const making: Making = {
    draft,
    identity: identity ?? (binding ? boundIdentity(from, binding, read) : identityOf(from)),
    read,
    timeZone,
    today,
    opening: openingOf(read),
    standing,
    who,
    binding,
  };
  const { orgs, schools } = planSchools(making);
  if (schools.size === 0 && !read.manifest.delta) throw new BundleRefused('no_school', { file: 'orgs.csv' });
  const sessions = planTerms(making, schools);
  const classes = readClasses(making, { orgs, schools, sessions });
  const users = planPeople(making);
  planPosts(making, { orgs, schools, users });
  const enrollments = readEnrollments(making, classes, users);
  planClasses(making, classes, (group) => enrollments.members.homeroomOf(group.id));
  planEnrollments(making, enrollments);
  planGuardians(making, users);
  const works = readWorks(making, classes);
  planGoneResults(making, { works, classes });
  planWorks(making, works, sessions);
  planResults(making, { works, classes, users });
  const { refused, aside, partOf, wishes } = draft;
  return {
    shelf,
    batches: { [Symbol.iterator]: () => wishes.batches() },
    wishes: wishes.length,
    source: from,
    system: read.manifest.system,
    delta: read.manifest.delta,
    ofLists,
    refused,
    aside,
    partOf,
    unread: new Told(shelf, ['unread']),
    notes: new Told(shelf, ['note']),
    newcomers: {
      *[Symbol.iterator]() {
        for (const one of newcomersOf(users, schools, enrollments.members)) if (!refused.has(one.row)) yield one;
      },
    },
  };
}

function openingOf(read: BundleRead): string | null {
  const starts = [...read.tables.academicSessions.rows].flatMap((row) => {
    const start = isDeleted(row) ? { why: null } : dateOf(row.cells.startDate ?? '');
    return 'date' in start ? [start.date] : [];
  });
  return starts.toSorted()[0] ?? null;
}

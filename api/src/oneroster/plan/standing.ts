import type { BroughtInWorkId, EventOf, TermId, WorkBroughtIn } from '@peremena/events';
import type { Row } from '../reading/table.ts';
import type { Taught } from './classes.ts';
import type { Target } from './draft.ts';
import type { User } from './people.ts';
import type { School } from './schools.ts';

type Work = EventOf<typeof WorkBroughtIn>['data'];
/** What a work is of: tests, essays. */
export type Category = NonNullable<Work['category']>;
/** The values a result in words can have. */
export type Scale = NonNullable<Work['scale']>;

/** A work that is here already. */
export interface StandingWork {
  readonly id: BroughtInWorkId;
  readonly target: Target<'group'>;
  readonly termId: TermId | null;
  readonly category: Category | null;
  readonly scale: Scale | null;
}
/** All that a work says of itself. */
export type TermsOfWork = Omit<Work, 'schoolId' | 'groupId' | 'workId'>;

/**
 * What a bundle refers to without holding it, and what is here already: a set of changes says only what is new. By sourcedId; their rows stand
 * in no file.
 */
export interface Standing {
  readonly schools: ReadonlyMap<string, School>;
  readonly classes: ReadonlyMap<string, Taught>;
  readonly users: ReadonlyMap<string, User>;
  /** Courses that some school here teaches. */
  readonly courses: ReadonlyMap<string, Row<'courses'>>;
  /** Users of the bundle who are people registered otherwise: they are told of anew, not registered. */
  readonly registered: ReadonlySet<string>;
  /** Terms of the schools. */
  readonly terms: ReadonlySet<string>;
  /** Works that came from this source, their categories and scales. */
  readonly works: ReadonlyMap<string, StandingWork>;
  readonly categories: ReadonlyMap<string, Category>;
  readonly scales: ReadonlyMap<string, Scale>;
  /** Works that no row of the bundle is about, and whose category or scale one is about. */
  readonly touched: ReadonlyMap<string, TermsOfWork>;
  /** Classes and groups of the bundle that are here in another school than the bundle says. */
  readonly elsewhere: ReadonlySet<string>;
}

/** A whole bundle holds all that it refers to. */
export const nothingStands: Standing = {
  schools: new Map(),
  classes: new Map(),
  users: new Map(),
  courses: new Map(),
  registered: new Set(),
  terms: new Set(),
  works: new Map(),
  categories: new Map(),
  scales: new Map(),
  touched: new Map(),
  elsewhere: new Set(),
};

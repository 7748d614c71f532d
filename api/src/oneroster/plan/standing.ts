import type { Row } from '../reading/table.ts';
import type { Taught } from './classes.ts';
import type { User } from './people.ts';
import type { School } from './schools.ts';

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
}

/** A whole bundle holds all that it refers to. */
export const nothingStands: Standing = {
  schools: new Map(),
  classes: new Map(),
  users: new Map(),
  courses: new Map(),
  registered: new Set(),
};

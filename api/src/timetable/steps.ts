import { lastDayOfYear } from '@peremena/events';
import {
  addDays,
  gridOfVersion,
  schoolDaysOf,
  termsOf,
  versionInForce,
  type Scope,
  type TimetableVersion,
} from '@peremena/projections/queries';
import type { Parts } from '../core/parts.ts';
import { clashesOf } from './grid.ts';

/** The way from nothing to a timetable that lessons are given by, in its order. */
export const stepNames = ['bells', 'terms', 'holidays', 'rooms', 'grid', 'clashes', 'publish'] as const;

/** Where a school stands on that way; `missing` counts what is left where it can be counted. */
export interface Step {
  readonly name: (typeof stepNames)[number];
  readonly done: boolean;
  readonly missing: number;
}
export interface Steps {
  /** The version that is drawn up: the newest draft, else the one in force or published last. */
  readonly current: Pick<TimetableVersion, 'id' | 'title' | 'state'> | null;
  readonly inForce: string | null;
  readonly steps: readonly Step[];
}

/** How far a school has come with its timetable: found from what there is, nothing is ticked off by hand. */
export async function stepsOf(
  parts: Pick<Parts, 'sql'>,
  scope: Scope,
  {
    schoolId,
    today,
    versions,
  }: { readonly schoolId: string; readonly today: string; readonly versions: readonly TimetableVersion[] },
): Promise<Steps> {
  const { sql } = parts;
  const [days, terms, inForce] = await Promise.all([
    schoolDaysOf(sql, schoolId),
    termsOf(sql, schoolId),
    versionInForce(sql, schoolId, today),
  ]);
  const current =
    versions.find(({ state }) => state === 'draft') ?? versions.find(({ id }) => id === inForce) ?? versions[0] ?? null;
  const grid = current && (await gridOfVersion(sql, scope, { schoolId, versionId: current.id, date: today }));
  const clashes = grid && grid.lessons.length > 0 ? await clashesOf(parts, schoolId, today, grid) : [];
  const open = clashes.filter(({ accepted }) => !accepted).length;
  const yearEnds = lastDayOfYear(terms, today);
  // Those after the last term that is noted count as well: the next term often is not.
  const [begins, ends] = yearEnds === null ? [today, '9999-12-31'] : [addDays(yearEnds, -330), addDays(yearEnds, 35)];
  const holidays = days?.special.some(({ kind, from, to }) => kind === 'holidays' && from <= ends && to >= begins);
  const rooms = new Set(days?.rooms.map(({ room }) => room));
  const unnamed = new Set(grid?.lessons.flatMap(({ room }) => (room === null || rooms.has(room) ? [] : [room])));
  const placed = new Set<string>(grid?.lessons.map(({ groupId }) => groupId));
  const without = grid?.groups.filter(({ id, teachers }) => teachers.length > 0 && !placed.has(id)).length ?? 0;
  const step = (name: Step['name'], done: boolean, missing = 0): Step => ({ name, done, missing });
  return {
    current: current && { id: current.id, title: current.title, state: current.state },
    inForce,
    steps: [
      step('bells', (days?.named[0]?.bells.length ?? 0) > 0),
      step(
        'terms',
        terms.some(({ to }) => to >= today),
      ),
      step('holidays', holidays === true),
      step('rooms', rooms.size > 0 && unnamed.size === 0, unnamed.size),
      step('grid', placed.size > 0, without),
      step('clashes', placed.size > 0 && open === 0, open),
      step('publish', current?.state === 'published'),
    ],
  };
}

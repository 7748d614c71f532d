import { streams, type SchoolId, type TimetableId } from '@peremena/events';
import { gridOfVersion, type GridOfVersion } from '@peremena/projections/queries';
import { carryOut } from '../core/carry-out.ts';
import type { Ctx } from '../core/parts.ts';
import { notFound } from '../core/problem.ts';
import { idIn } from '../core/registry.ts';
import type { TimetableCommand } from './commands.ts';
import { timetableDecider } from './decider.ts';

type At = Ctx & { var: { resource: { schoolId: string } } };
/** Carries out a command on a version and answers with its id. */
export const commandVersion = (c: At, versionId: string, given: TimetableCommand) => {
  const schoolId = c.var.resource.schoolId as SchoolId;
  const stream = streams.timetable(schoolId, versionId as TimetableId);
  return carryOut(c, { stream, decider: timetableDecider, command: given, schoolId, answer: { versionId } });
};

/** The grid of the version in the address; a problem where there is none. */
export async function gridIn(c: At): Promise<GridOfVersion> {
  const { parts, scope, moment, resource } = c.var;
  const asked = { schoolId: resource.schoolId, versionId: idIn(c, 'versionId'), date: moment.today(resource.schoolId) };
  const grid = await gridOfVersion(parts.sql, scope, asked);
  if (!grid) throw notFound();
  return grid;
}

/** What a grid is read from. */
export const gridReadModels = [
  'timetable_versions',
  'grid_lessons',
  'accepted_clashes',
  'groups',
  'rooms',
  'access_facts',
] as const;

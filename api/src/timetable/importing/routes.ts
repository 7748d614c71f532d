import { gridClashes, streams, type SchoolId, type TimetableId } from '@peremena/events';
import { gridOfVersion, type GridOfVersion } from '@peremena/projections/queries';
import { carryOut } from '../../core/carry-out.ts';
import type { Ctx } from '../../core/parts.ts';
import { notFound, Problem } from '../../core/problem.ts';
import { allow, idIn } from '../../core/registry.ts';
import { schoolIn } from '../../core/resources.ts';
import { about, body, query, reads, routes, shown } from '../../core/route.ts';
import { timetableDecider } from '../decider.ts';
import { gridAsked } from '../grid.ts';
import { folded } from './columns.ts';
import { ImportGridBody } from './commands.ts';
import { gridFile } from './grid-file.ts';
import { planGrid, type GridPlan } from './plan-grid.ts';
import { readGridFile } from './read-grid-file.ts';
import { GridFileRefused } from './refused.ts';

type At = Ctx & { var: { resource: { schoolId: string } } };

async function draftIn(c: At): Promise<GridOfVersion> {
  const { parts, scope, moment, resource } = c.var;
  const asked = { schoolId: resource.schoolId, versionId: idIn(c, 'versionId'), date: moment.today(resource.schoolId) };
  const grid = await gridOfVersion(parts.sql, scope, asked);
  if (!grid) throw notFound();
  return grid;
}

interface Planned extends GridPlan {
  readonly grid: GridOfVersion;
  /** Of the draft with these lessons in it. */
  readonly clashes: number;
}

/** What the file of the request would do to the draft; nothing is written. */
async function planned(c: At, { file, answers }: ImportGridBody): Promise<Planned> {
  const { parts, resource, moment } = c.var;
  const grid = await draftIn(c);
  const asked = await gridAsked(parts, resource.schoolId, moment.today(resource.schoolId), grid);
  const rows = await readGridFile(Buffer.from(file, 'base64')).catch((error: unknown) => {
    if (!(error instanceof GridFileRefused)) throw error;
    throw new Problem(error.code, { facts: error.facts });
  });
  const plan = planGrid(rows, {
    versionId: grid.version.id,
    groups: grid.groups,
    teachers: grid.teachers,
    lessons: grid.lessons,
    rooms: [...asked.rooms.keys()],
    slots: new Set([...asked.days.schedules.values()].flat().map(({ slot }) => slot)),
    answers: new Map(answers.map(({ name, teacherId }) => [folded(name), teacherId])),
  });
  const clashes = gridClashes({ ...asked, lessons: [...grid.lessons, ...plan.lessons] }).length;
  return { ...plan, grid, clashes };
}

const counted = ({ rows }: GridPlan) => {
  const count = (wanted: string) => rows.filter(({ fate }) => fate === wanted).length;
  return { added: count('added'), unchanged: count('unchanged'), refused: count('refused') };
};

/** A teacher as one of several of the same name: in full, and with what they teach. */
const toldApart = ({ grid }: Planned, teacherId: string) => {
  const found = grid.teachers.find(({ id }) => id === teacherId);
  const { family = null, given = null, middle = null } = found?.name ?? {};
  const taught = grid.groups.filter(({ teachers }) => teachers.includes(teacherId));
  return {
    id: teacherId,
    name: [family, given, middle].filter((part) => part !== null).join(' '),
    teaches: [...new Set(taught.map(({ classTitle, title, subject }) => `${subject}, ${classTitle ?? title}`))].slice(
      0,
      4,
    ),
  };
};

const told = (plan: Planned) => ({
  ...counted(plan),
  rows: plan.rows,
  aside: plan.aside,
  clashes: plan.clashes,
  asked: plan.asked.map(({ name, teachers }) => ({ name, teachers: teachers.map((id) => toldApart(plan, id)) })),
});

const refusals = [
  'grid_file_large',
  'grid_file_rows',
  'grid_file_unreadable',
  'grid_file_encoding',
  'grid_file_formulas',
  'grid_file_columns',
  'grid_file_column_twice',
] as const;

/** A grid as a file: handed out, looked through, taken into a draft. */
export const gridImportRoutes = routes()
  .get(
    '/schools/:schoolId/timetables/:versionId/file',
    about({
      summary: 'A version as a CSV file that can be filled in and taken in again; groups without lessons have a row.',
    }),
    query({}),
    reads('timetable_versions', 'grid_lessons', 'groups', 'access_facts'),
    allow('timetable.draw', schoolIn),
    async (c) => {
      const grid = await draftIn(c);
      c.header('Content-Type', 'text/csv; charset=utf-8');
      c.header('Content-Disposition', 'attachment; filename="timetable.csv"');
      return c.body(gridFile(grid, c.var.language));
    },
  )
  .post(
    '/schools/:schoolId/timetables/:versionId/import/preview',
    about({ summary: 'What a file would do to a draft, row by row; nothing is written.', refusals }),
    allow('timetable.draw', schoolIn),
    body(ImportGridBody),
    async (c) => c.json(shown(c, told(await planned(c, c.req.valid('json'))))),
  )
  .post(
    '/schools/:schoolId/timetables/:versionId/import',
    about({
      summary: 'Place the lessons of a file in a draft: all that can be read, at once. Repeated it changes nothing.',
      refusals: ['timetable_not_draft', 'grid_full', ...refusals],
    }),
    allow('timetable.draw', schoolIn),
    body(ImportGridBody),
    async (c) => {
      const plan = await planned(c, c.req.valid('json'));
      const schoolId = c.var.resource.schoolId as SchoolId;
      const versionId = idIn(c, 'versionId') as TimetableId;
      return c.json(
        await carryOut(c, {
          stream: streams.timetable(schoolId, versionId),
          decider: timetableDecider,
          command: { type: 'PlaceGridLessons', lessons: plan.lessons },
          schoolId,
          answer: { versionId, ...counted(plan) },
        }),
      );
    },
  );

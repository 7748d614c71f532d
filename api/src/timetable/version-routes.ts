import {
  CalendarDate,
  GridLessonId,
  gridPlaces,
  gridWeeks,
  GroupId,
  PersonId,
  planLessons,
  streams,
  text,
  type GridLesson,
  type SchoolId,
  type TimetableId,
} from '@peremena/events';
import {
  carryingOut,
  gridOfVersion,
  gridsCompared,
  schoolDaysOf,
  termsOf,
  timetableVersions,
  versionInForce,
  type GridOfVersion,
} from '@peremena/projections/queries';
import * as v from 'valibot';
import { carryOut, newId } from '../core/carry-out.ts';
import type { Ctx } from '../core/parts.ts';
import { notFound } from '../core/problem.ts';
import { allow, idIn } from '../core/registry.ts';
import { schoolIn } from '../core/resources.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import { uuidv5 } from '../core/uuid.ts';
import {
  AcceptClashBody,
  DraftBody,
  GridLessonBody,
  GridLessonSeenBody,
  GridPlaceBody,
  PublishBody,
  type TimetableCommand,
} from './commands.ts';
import { timetableDecider } from './decider.ts';
import { clashesOf, gridAsked } from './grid.ts';
import { differences } from './differences.ts';
import { stepsOf } from './steps.ts';
import { ownWeek, wardsWeek } from './whose.ts';

type At = Ctx & { var: { resource: { schoolId: string } } };
const command = (c: At, versionId: string, given: TimetableCommand) => {
  const schoolId = c.var.resource.schoolId as SchoolId;
  const stream = streams.timetable(schoolId, versionId as TimetableId);
  return carryOut(c, { stream, decider: timetableDecider, command: given, schoolId, answer: { versionId } });
};

async function gridIn(c: At): Promise<GridOfVersion> {
  const { parts, scope, moment, resource } = c.var;
  const asked = { schoolId: resource.schoolId, versionId: idIn(c, 'versionId'), date: moment.today(resource.schoolId) };
  const grid = await gridOfVersion(parts.sql, scope, asked);
  if (!grid) throw notFound();
  return grid;
}

/** A group of this school, and whoever gives lessons here; anybody else is nobody to this grid. */
function belongs(
  { groups, teachers }: GridOfVersion,
  { groupId, teacherId }: { groupId: string; teacherId: string },
): void {
  if (!groups.some(({ id }) => id === groupId) || !teachers.some(({ id }) => id === teacherId)) throw notFound();
}

const readModels = [
  'timetable_versions',
  'grid_lessons',
  'accepted_clashes',
  'groups',
  'rooms',
  'access_facts',
] as const;
interface Under {
  progressOf(schoolId: string): { readonly done: number; readonly total: number } | null;
}

/** Versions of the weekly grid: drafts of head and admin, their clashes, publication, and what it changes for each person. */
export const versionRoutes = (work: Under) =>
  routes()
    .get(
      '/schools/:schoolId/timetables',
      about({
        summary:
          'Drafts and published versions of the timetable; how far the last one is carried out, and which steps of making one are done.',
      }),
      query({}),
      reads(...readModels),
      allow('timetable.draw', schoolIn),
      async (c) => {
        const { parts, scope, resource, moment } = c.var;
        const { schoolId } = resource;
        const today = moment.today(schoolId);
        const versions = await timetableVersions(parts.sql, scope, { schoolId });
        return c.json(
          shown(c, {
            today,
            versions,
            work: work.progressOf(schoolId),
            ...(await stepsOf(parts, scope, { schoolId, today, versions })),
          }),
        );
      },
    )
    .post(
      '/schools/:schoolId/timetables',
      about({ summary: 'Begin a draft: empty, or a copy of another version.', status: 201, refusals: ['grid_full'] }),
      allow('timetable.draw', schoolIn),
      body(DraftBody),
      async (c) => {
        const { parts, scope, resource, moment } = c.var;
        const { title, copyOf } = c.req.valid('json');
        const schoolId = resource.schoolId as SchoolId;
        const asked = { schoolId, versionId: copyOf ?? '', date: moment.today(schoolId) };
        const copied = copyOf === null ? null : await gridOfVersion(parts.sql, scope, asked);
        if (copyOf !== null && !copied) throw notFound();
        const versionId = newId(c, 'timetable') as TimetableId;
        const lessons = (copied?.lessons ?? []).map((lesson) => ({
          ...lesson,
          gridLessonId: uuidv5(versionId, lesson.gridLessonId) as GridLessonId,
        }));
        const given = { type: 'DraftTimetable' as const, schoolId, versionId, title, copyOf, lessons };
        return c.json(await command(c, versionId, given), 201);
      },
    )
    .get(
      '/schools/:schoolId/timetables/:versionId',
      about({ summary: 'One version: its lessons, its clashes, and what lessons are made of.' }),
      query({}),
      reads(...readModels),
      allow('timetable.draw', schoolIn),
      async (c) => {
        const { parts, resource, moment } = c.var;
        const { schoolId } = resource;
        const today = moment.today(schoolId);
        const grid = await gridIn(c);
        const [clashes, days] = await Promise.all([
          clashesOf(parts, schoolId, today, grid),
          schoolDaysOf(parts.sql, schoolId),
        ]);
        const { accepted: _, teachers, ...rest } = grid;
        return c.json(
          shown(c, {
            ...rest,
            teachers: teachers.map(({ id, short }) => ({ id, short })),
            today,
            clashes,
            bells: days?.named[0]?.bells ?? [],
            rooms: days?.rooms ?? [],
            work: work.progressOf(schoolId),
          }),
        );
      },
    )
    .delete(
      '/schools/:schoolId/timetables/:versionId',
      about({ summary: 'Withdraw a draft.', refusals: ['timetable_not_draft'] }),
      allow('timetable.draw', schoolIn),
      async (c) => c.json(await command(c, idIn(c, 'versionId'), { type: 'WithdrawDraft' })),
    )
    .get(
      '/schools/:schoolId/timetables/:versionId/places',
      about({
        summary: 'Where a lesson could be placed: every place of the week, and which lessons it would clash with.',
      }),
      query({
        group: GroupId,
        teacher: PersonId,
        room: v.optional(text(40)),
        weeks: v.picklist(gridWeeks),
        lesson: v.optional(GridLessonId),
      }),
      reads(...readModels),
      allow('timetable.draw', schoolIn),
      async (c) => {
        const { parts, resource, moment } = c.var;
        const { group: groupId, teacher: teacherId, room = null, weeks, lesson = null } = c.req.valid('query');
        const grid = await gridIn(c);
        belongs(grid, { groupId, teacherId });
        const asked = await gridAsked(parts, resource.schoolId, moment.today(resource.schoolId), grid);
        const wanted = { groupId, teacherId, room, weeks, gridLessonId: lesson };
        return c.json(shown(c, { places: gridPlaces(asked, wanted) }));
      },
    )
    .post(
      '/schools/:schoolId/timetables/:versionId/lessons',
      about({ summary: 'Place a lesson in the grid.', status: 201, refusals: ['timetable_not_draft', 'grid_full'] }),
      allow('timetable.draw', schoolIn),
      body(GridPlaceBody),
      async (c) => {
        const place = c.req.valid('json');
        belongs(await gridIn(c), place);
        const gridLessonId = newId(c, 'grid lesson') as GridLessonId;
        const lesson: GridLesson = { gridLessonId, ...place };
        return c.json(await command(c, idIn(c, 'versionId'), { type: 'PlaceGridLessons', lessons: [lesson] }), 201);
      },
    )
    .put(
      '/schools/:schoolId/timetables/:versionId/lessons/:gridLessonId',
      about({
        summary: 'Give a lesson of the grid another place, teacher or room.',
        refusals: ['timetable_not_draft', 'grid_lesson_unknown', 'grid_lesson_changed'],
      }),
      allow('timetable.draw', schoolIn),
      body(GridLessonBody),
      async (c) => {
        const gridLessonId = idIn(c, 'gridLessonId') as GridLessonId;
        const wanted = c.req.valid('json');
        belongs(await gridIn(c), wanted.to);
        return c.json(await command(c, idIn(c, 'versionId'), { type: 'ChangeGridLesson', gridLessonId, ...wanted }));
      },
    )
    .post(
      '/schools/:schoolId/timetables/:versionId/lessons/:gridLessonId/removal',
      about({ summary: 'Take a lesson out of the grid.', refusals: ['timetable_not_draft', 'grid_lesson_changed'] }),
      allow('timetable.draw', schoolIn),
      body(GridLessonSeenBody),
      async (c) => {
        const gridLessonId = idIn(c, 'gridLessonId') as GridLessonId;
        const given = { type: 'RemoveGridLesson' as const, gridLessonId, ...c.req.valid('json') };
        return c.json(await command(c, idIn(c, 'versionId'), given));
      },
    )
    .post(
      '/schools/:schoolId/timetables/:versionId/accepted',
      about({ summary: 'Accept a clash as it is meant.', refusals: ['timetable_not_draft', 'grid_lesson_unknown'] }),
      allow('timetable.draw', schoolIn),
      body(AcceptClashBody),
      async (c) => c.json(await command(c, idIn(c, 'versionId'), { type: 'AcceptClash', ...c.req.valid('json') })),
    )
    .get(
      '/schools/:schoolId/timetables/:versionId/publication',
      about({ summary: 'What publishing the version from a day would do to the lessons there are.' }),
      query({ from: CalendarDate }),
      reads(...readModels, 'lessons', 'lesson_plans'),
      allow('timetable.draw', schoolIn),
      async (c) => {
        const { parts, resource, moment } = c.var;
        const { schoolId } = resource;
        const { version, lessons } = await gridIn(c);
        const { from } = c.req.valid('query');
        const today = moment.today(schoolId);
        const draft = { versionId: version.id, from, lessons };
        const found = await carryingOut(parts.sql, { schoolId, from: today, draft });
        if (!found) throw notFound();
        const { steps, left, unrung } = planLessons(found.asked, found.standing);
        const struck = steps.filter(({ kind }) => kind === 'strike');
        return c.json(
          shown(c, {
            from,
            planned: steps.filter(({ kind }) => kind === 'plan').length,
            moved: steps.filter(({ kind }) => kind === 'arrange').length,
            struck: struck.length,
            left: left.length,
            unrung: unrung.length,
            homework: struck.filter((step) => 'id' in step.lesson && found.homework.has(step.lesson.id)).length,
          }),
        );
      },
    )
    .post(
      '/schools/:schoolId/timetables/:versionId/publication',
      about({
        summary: 'Publish a version from a day on; its lessons are then planned to the end of its school year.',
        refusals: [
          'timetable_not_draft',
          'grid_empty',
          'publish_in_past',
          'publish_outside_terms',
          'timetable_clashes',
        ],
      }),
      allow('timetable.draw', schoolIn),
      body(PublishBody),
      async (c) => {
        const { parts, resource, moment } = c.var;
        const { schoolId } = resource;
        const { from } = c.req.valid('json');
        const today = moment.today(schoolId);
        const grid = await gridIn(c);
        const [clashes, terms, replaced] = await Promise.all([
          clashesOf(parts, schoolId, today, grid),
          termsOf(parts.sql, schoolId),
          versionInForce(parts.sql, schoolId, from),
        ]);
        const lastDay =
          terms
            .map(({ to }) => to)
            .toSorted()
            .at(-1) ?? null;
        const context = {
          today,
          replaces: (replaced?.versionId ?? null) as TimetableId | null,
          lastDay,
          clashes: clashes.filter(({ accepted }) => !accepted).length,
        };
        return c.json(await command(c, grid.version.id, { type: 'PublishTimetable', from, context }));
      },
    )
    .get(
      '/schools/:schoolId/timetables/:versionId/changes',
      about({ summary: 'What a published version changes for the asker, or for a ward: nobody else’s lessons.' }),
      query({ pupil: v.optional(PersonId) }),
      reads(...readModels),
      allow('timetable.read', schoolIn),
      async (c) => {
        const { parts, scope, moment, resource, actor } = c.var;
        const { schoolId } = resource;
        const today = moment.today(schoolId);
        const asked = c.req.valid('query').pupil;
        const compared = await gridsCompared(parts.sql, scope, { schoolId, versionId: idIn(c, 'versionId'), today });
        if (!compared) throw notFound();
        const { id, title, from, replaces } = compared.version;
        // Who is in which group counts from the day on from which the version does, as in the notice that leads here.
        const own = { actor, resource, today: from !== null && from > today ? from : today };
        const of = asked === undefined ? ownWeek(own) : wardsWeek(own, asked);
        return c.json(
          shown(c, {
            school: { id: schoolId, title: resource.title },
            version: { id, title, from, first: replaces === null },
            pupil: of && 'pupilId' in of ? of.pupilId : null,
            changes: of === null ? [] : differences(compared, of),
          }),
        );
      },
    );

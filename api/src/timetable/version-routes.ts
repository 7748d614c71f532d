import {
  GridLessonId,
  gridPlaces,
  gridWeeks,
  GroupId,
  PersonId,
  text,
  type GridLesson,
  type SchoolId,
  type TimetableId,
} from '@peremena/events';
import { gridOfVersion, schoolDaysOf, timetableVersions, type GridOfVersion } from '@peremena/projections/queries';
import * as v from 'valibot';
import { newId } from '../core/carry-out.ts';
import { notFound } from '../core/problem.ts';
import { allow, idIn } from '../core/registry.ts';
import { schoolIn } from '../core/resources.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import { uuidv5 } from '../core/uuid.ts';
import { AcceptClashBody, DraftBody, GridLessonBody, GridLessonSeenBody, GridPlaceBody } from './commands.ts';
import { clashesOf, gridAsked } from './grid.ts';
import { stepsOf } from './steps.ts';
import { commandVersion, gridIn, gridReadModels } from './version.ts';

/** A group of this school, and whoever gives lessons here; anybody else is nobody to this grid. */
function belongs(
  { groups, teachers }: GridOfVersion,
  { groupId, teacherId }: { groupId: string; teacherId: string },
): void {
  if (!groups.some(({ id }) => id === groupId) || !teachers.some(({ id }) => id === teacherId)) throw notFound();
}

interface Under {
  progressOf(schoolId: string): { readonly done: number; readonly total: number } | null;
}

/** Versions of the weekly grid: drafts of head and admin, and their clashes. */
export const versionRoutes = (work: Under) =>
  routes()
    .get(
      '/schools/:schoolId/timetables',
      about({
        summary:
          'Drafts and published versions of the timetable; how far the last one is carried out, and which steps of making one are done.',
      }),
      query({}),
      reads(...gridReadModels),
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
        return c.json(await commandVersion(c, versionId, given), 201);
      },
    )
    .get(
      '/schools/:schoolId/timetables/:versionId',
      about({ summary: 'One version: its lessons, its clashes, and what lessons are made of.' }),
      query({}),
      reads(...gridReadModels),
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
      async (c) => c.json(await commandVersion(c, idIn(c, 'versionId'), { type: 'WithdrawDraft' })),
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
      reads(...gridReadModels),
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
        return c.json(
          await commandVersion(c, idIn(c, 'versionId'), { type: 'PlaceGridLessons', lessons: [lesson] }),
          201,
        );
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
        return c.json(
          await commandVersion(c, idIn(c, 'versionId'), { type: 'ChangeGridLesson', gridLessonId, ...wanted }),
        );
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
        return c.json(await commandVersion(c, idIn(c, 'versionId'), given));
      },
    )
    .post(
      '/schools/:schoolId/timetables/:versionId/accepted',
      about({ summary: 'Accept a clash as it is meant.', refusals: ['timetable_not_draft', 'grid_lesson_unknown'] }),
      allow('timetable.draw', schoolIn),
      body(AcceptClashBody),
      async (c) =>
        c.json(await commandVersion(c, idIn(c, 'versionId'), { type: 'AcceptClash', ...c.req.valid('json') })),
    );

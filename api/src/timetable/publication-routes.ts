import { CalendarDate, PersonId, planLessons, type TimetableId } from '@peremena/events';
import { carryingOut, gridsCompared, termsOf, versionInForce } from '@peremena/projections/queries';
import * as v from 'valibot';
import { notFound } from '../core/problem.ts';
import { allow, idIn } from '../core/registry.ts';
import { schoolIn } from '../core/resources.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import { PublishBody } from './commands.ts';
import { differences } from './differences.ts';
import { clashesOf } from './grid.ts';
import { commandVersion, gridIn, gridReadModels } from './version.ts';
import { ownWeek, wardsWeek } from './whose.ts';

/** Publishing a version: what it would do to the lessons there are, the act, and what it changes for each person. */
export const publicationRoutes = routes()
  .get(
    '/schools/:schoolId/timetables/:versionId/publication',
    about({ summary: 'What publishing the version from a day would do to the lessons there are.' }),
    query({ from: CalendarDate }),
    reads(...gridReadModels, 'lessons', 'lesson_plans'),
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
      refusals: ['timetable_not_draft', 'grid_empty', 'publish_in_past', 'publish_outside_terms', 'timetable_clashes'],
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
        replaces: replaced as TimetableId | null,
        lastDay,
        clashes: clashes.filter(({ accepted }) => !accepted).length,
      };
      return c.json(await commandVersion(c, grid.version.id, { type: 'PublishTimetable', from, context }));
    },
  )
  .get(
    '/schools/:schoolId/timetables/:versionId/changes',
    about({ summary: 'What a published version changes for the asker, or for a ward: nobody else’s lessons.' }),
    query({ pupil: v.optional(PersonId) }),
    reads(...gridReadModels),
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

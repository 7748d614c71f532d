import { openEvents } from '@peremena/events/store';
import {
  broughtInOfPupil,
  broughtInResultsOfGroup,
  broughtInWorksOfGroup,
  openBroughtIn,
  pupilPlaces,
  type BroughtInResult,
  type BroughtInResultOpen,
} from '@peremena/projections/queries';
import type { Ctx } from '../core/parts.ts';
import { notFound } from '../core/problem.ts';
import { allow } from '../core/registry.ts';
import { groupIn, pupilIn } from '../core/resources.ts';
import { about, query, reads, routes, shown } from '../core/route.ts';

const tables = ['brought_in_works', 'brought_in_results'] as const;

/** Works and results that came from another system: shown apart from our marks, to those who are shown marks. */
export const broughtInRoutes = routes()
  .get(
    '/brought-in/:pupilId',
    about({ summary: 'What a pupil brought from another system: works by subject, the newest first, with results.' }),
    query({}),
    reads(...tables, 'groups', 'access_facts'),
    allow('brought_in.read', pupilIn, { shows: { kind: 'diary', of: [':pupilId'] } }),
    async (c) => {
      const { parts, scope, moment, resource } = c.var;
      const { pupilId } = resource;
      const date = moment.today(resource.facts.at(-1)?.schoolId ?? null);
      const [[pupil], found] = await Promise.all([
        pupilPlaces(parts.sql, scope, { date, pupilId }),
        broughtInOfPupil(parts.sql, scope, { pupilId }),
      ]);
      if (!pupil) throw notFound();
      const results = await opened(
        c,
        found.map(({ result }) => result),
      );
      const rows = found.map(({ work, subject }, at) => ({ subject, work: { ...work, result: results[at]! } }));
      const subjects = [...Map.groupBy(rows, ({ subject }) => subject.id).values()].map((own) => ({
        ...own[0]!.subject,
        works: own.map(({ work }) => work),
      }));
      const { id, name, short, classTitle } = pupil;
      return c.json(shown(c, { pupil: { id, name, short, classTitle }, subjects }));
    },
  )
  .get(
    '/journal/:groupId/brought-in',
    about({ summary: 'Works a group brought from another system, the newest first, and the results of its pupils.' }),
    query({}),
    reads(...tables, 'groups', 'group_members', 'access_facts'),
    allow('journal.read', groupIn, { shows: { kind: 'journal', of: ['pupils[].id'] } }),
    async (c) => {
      const { parts, scope, resource } = c.var;
      const { groupId } = resource;
      const [works, pupils] = await Promise.all([
        broughtInWorksOfGroup(parts.sql, scope, { groupId }),
        broughtInResultsOfGroup(parts.sql, scope, { groupId }),
      ]);
      const results = Map.groupBy(
        await opened(
          c,
          pupils.flatMap((pupil) => pupil.results),
        ),
        ({ pupilId }) => pupilId,
      );
      return c.json(
        shown(c, {
          works,
          pupils: pupils.map(({ id, name, short }) => ({ id, name, short, results: results.get(id) ?? [] })),
        }),
      );
    },
  );

const opened = (c: Ctx, results: readonly BroughtInResult[]): Promise<readonly BroughtInResultOpen[]> =>
  openBroughtIn((rows) => openEvents(c.var.parts.vault, rows), results);

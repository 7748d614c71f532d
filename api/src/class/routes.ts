import { CalendarDate } from '@peremena/events';
import { classList, classRoster, findClass, schoolCalendar, scope, termsOf } from '@peremena/projections/queries';
import * as v from 'valibot';
import { mayDo } from '../core/may-write.ts';
import type { Ctx } from '../core/parts.ts';
import { notFound } from '../core/problem.ts';
import { allow, self } from '../core/registry.ts';
import { classIn } from '../core/resources.ts';
import { about, query, reads, routes, shown } from '../core/route.ts';

/** Classes and who is in them. */
export const classRoutes = routes()
  .get(
    '/classes',
    about({ summary: 'The classes a tutor looks after, and all of the school for its head and admin.' }),
    reads('access_facts', 'classes', 'schools'),
    allow('class.list', self),
    async (c) => c.json(shown(c, { classes: await classesOf(c) })),
  )
  .get(
    '/classes/:classId',
    about({ summary: 'Pupils, tutors and groups of a class on a date; today unless asked otherwise.' }),
    query({ on: v.optional(CalendarDate) }),
    reads('access_facts', 'classes', 'groups', 'group_members', 'people'),
    allow('class.read', classIn, { shows: { kind: 'class', of: ['pupils[].id'] } }),
    async (c) => {
      const { parts, scope: own, moment, resource } = c.var;
      const today = moment.today(resource.schoolId);
      const school = await schoolCalendar(parts.sql, own, { schoolId: resource.schoolId, today });
      if (!school) throw notFound();
      const date = c.req.valid('query').on ?? today;
      const { classId } = resource;
      const [{ pupils, groups, tutors }, of, terms] = await Promise.all([
        classRoster(parts.sql, own, { classId, date }),
        findClass(parts.sql, classId, date),
        termsOf(parts.sql, resource.schoolId),
      ]);
      return c.json(
        shown(c, {
          class: { id: classId, title: of?.title ?? resource.title },
          school: { id: school.id, title: school.title },
          date,
          today,
          tutors: tutors.map(({ id, name, short }) => ({ id, name, short })),
          groups,
          terms,
          pupils,
          mayManage: mayDo(c, 'class.manage', resource),
        }),
      );
    },
  );

// Each role by itself; a class somebody leads in two of them is named once.
async function classesOf(c: Ctx) {
  const { parts, actor, moment } = c.var;
  const found = await Promise.all(
    (['tutor', 'head', 'admin'] as const).map(async (role) =>
      classList(parts.sql, await scope(parts.sql, actor, { role, fact: null }, moment.today), {
        date: moment.today(null),
      }),
    ),
  );
  return [...new Map(found.flat().map((one) => [one.id, one])).values()];
}

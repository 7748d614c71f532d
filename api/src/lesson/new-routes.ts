import { GroupId, type Bell } from '@peremena/events';
import { findSchool, groupList } from '@peremena/projections/queries';
import * as v from 'valibot';
import { holdsOn } from '../access/fact.ts';
import { notFound } from '../core/problem.ts';
import { allow, self } from '../core/registry.ts';
import { about, query, reads, routes, shown } from '../core/route.ts';
import { timeIn } from '../core/today.ts';

/** What a teacher chooses from to give a lesson outside the timetable. Mounted before `/lessons/:lessonId`. */
export const newLessonRoutes = routes().get(
  '/lessons/new',
  about({ summary: 'Groups, bells and the likely date and slot of a lesson outside the timetable.' }),
  query({ group: v.optional(GroupId) }),
  reads('groups', 'group_members', 'schools', 'access_facts'),
  allow('journal.list', self),
  async (c) => {
    const { parts, scope, actor, moment } = c.var;
    const taught = new Set(
      actor.facts.flatMap((fact) =>
        fact.kind === 'teaches' && fact.groupId && holdsOn(fact, moment.today(fact.schoolId)) ? [fact.groupId] : [],
      ),
    );
    const groups = (await groupList(parts.sql, scope, { date: moment.today(null) })).filter(({ id }) => taught.has(id));
    const asked = c.req.valid('query').group;
    const group = asked === undefined ? groups[0] : groups.find(({ id }) => id === asked);
    if (asked !== undefined && !group) throw notFound();
    const school = group && (await findSchool(parts.sql, group.schoolId));
    const bells = school?.bells ?? [];
    return c.json(
      shown(c, {
        groups: groups.map(({ id, schoolId, title, classTitle, subject, pupils }) => ({
          id,
          schoolId,
          title,
          classTitle,
          subject,
          pupils,
        })),
        bells,
        defaults: {
          date: moment.today(school?.id ?? null),
          slot: slotAt(bells, timeIn(school?.timeZone ?? 'Europe/Moscow', moment.instant)),
        },
      }),
    );
  },
);

/** The slot that rings now, else the next one, else the last of the day. */
export function slotAt(bells: readonly Bell[], time: string): number {
  return (bells.find(({ to }) => time < to) ?? bells.at(-1))?.slot ?? 1;
}

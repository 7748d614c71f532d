import { GroupId } from '@peremena/events';
import { findSchool, groupLessons, groupList } from '@peremena/projections/queries';
import * as v from 'valibot';
import { groupSeen } from '../core/group-seen.ts';
import { notFound } from '../core/problem.ts';
import { allow, self } from '../core/registry.ts';
import { about, query, reads, routes, shown } from '../core/route.ts';
import { timeIn } from '../core/today.ts';
import { likelySlot } from './likely-slot.ts';

/** What a teacher chooses from to give a lesson outside the timetable. Mounted before `/lessons/:lessonId`. */
export const newLessonRoutes = routes().get(
  '/lessons/new',
  about({ summary: 'Groups, bells and the likely date and free slot of a lesson outside the timetable.' }),
  query({ group: v.optional(GroupId) }),
  reads('groups', 'group_members', 'schools', 'lessons', 'access_facts'),
  allow('journal.list', self),
  async (c) => {
    const { parts, scope, moment } = c.var;
    const seen = await groupList(parts.sql, scope, { date: moment.today(null) });
    const groups = seen.map((group) => groupSeen(c, group)).filter((group) => group.mayAddLesson);
    const asked = c.req.valid('query').group;
    const group = asked === undefined ? groups[0] : groups.find(({ id }) => id === asked);
    if (asked !== undefined && !group) throw notFound();
    const school = group && (await findSchool(parts.sql, group.schoolId));
    const date = moment.today(school?.id ?? null);
    const day = group ? await groupLessons(parts.sql, scope, { groupId: group.id, from: date, to: date }) : [];
    const bells = school?.bells ?? [];
    const time = timeIn(school?.timeZone ?? 'Europe/Moscow', moment.instant);
    const taken = day.map(({ slot }) => slot);
    return c.json(shown(c, { groups, bells, defaults: { date, slot: likelySlot(bells, time, taken) } }));
  },
);

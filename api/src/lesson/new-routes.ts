import { bellsOn, GroupId, schoolDay } from '@peremena/events';
import { addDays, dayTold, findSchool, groupList, schoolDaysOf } from '@peremena/projections/queries';
import * as v from 'valibot';
import { groupSeen } from '../core/group-seen.ts';
import { notFound } from '../core/problem.ts';
import { allow, self } from '../core/registry.ts';
import { about, query, reads, routes, shown } from '../core/route.ts';
import { timeIn } from '../core/today.ts';
import { likelySlot } from './likely-slot.ts';
import { takenSlots } from './surroundings.ts';

/** What a teacher chooses from to give a lesson outside the timetable. Mounted before `/lessons/:lessonId`. */
export const newLessonRoutes = routes().get(
  '/lessons/new',
  about({ summary: 'Groups, bells and the likely date and free slot of a lesson outside the timetable.' }),
  query({ group: v.optional(GroupId) }),
  reads('groups', 'group_members', 'schools', 'lessons', 'access_facts'),
  allow('journal.list', self),
  async (c) => {
    const { parts, scope, moment, actor } = c.var;
    const seen = await groupList(parts.sql, scope, { date: moment.today(null) });
    const groups = seen.map((group) => groupSeen(c, group)).filter((group) => group.mayAddLesson);
    const asked = c.req.valid('query').group;
    const group = asked === undefined ? groups[0] : groups.find(({ id }) => id === asked);
    if (asked !== undefined && !group) throw notFound();
    const school = group && (await findSchool(parts.sql, group.schoolId));
    const today = moment.today(school?.id ?? null);
    const days = school && (await schoolDaysOf(parts.sql, school.id));
    // On a day off the next day with lessons is meant, within the weeks a holiday may last.
    const ahead = Array.from({ length: 120 }, (_, day) => addDays(today, day));
    const date = (days && ahead.find((day) => schoolDay(days, day).open)) ?? today;
    const classId = seen.find(({ id }) => id === group?.id)?.classId ?? null;
    const bells = days && group ? bellsOn(days, date, { groupId: group.id, classId }) : [];
    const time = date === today ? timeIn(school?.timeZone ?? 'Europe/Moscow', moment.instant) : '00:00';
    const taken = group ? await takenSlots(parts, group, { date, teacherId: actor.personId, bells }) : [];
    const special = days ? dayTold(days, today) : null;
    return c.json(shown(c, { groups, bells, special, defaults: { date, slot: likelySlot(bells, time, taken) } }));
  },
);

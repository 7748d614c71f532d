import { CalendarDate, ClassId, clashesAmong, GroupId, PersonId, text } from '@peremena/events';
import {
  addDays,
  dayTold,
  roomsTake,
  schoolCalendar,
  schoolDaysOf,
  schoolOccupations,
  timetable,
  timetableChoices,
  versionTold,
  weekOf,
  type TimetableChoices,
  type WeekOf,
} from '@peremena/projections/queries';
import * as v from 'valibot';
import { notFound } from '../core/problem.ts';
import { allow } from '../core/registry.ts';
import { schoolIn } from '../core/resources.ts';
import { about, query, reads, routes, shown } from '../core/route.ts';
import { ownWeek, wardsWeek } from './whose.ts';

/** The week of a class, a group, a teacher or a room of a school, as it is now: moved, substituted and cancelled lessons say so. */
export const timetableRoutes = routes()
  .get(
    '/schools/:schoolId/timetable',
    about({
      summary:
        'A week of lessons, Monday to Sunday around the date: of a class, a group, a teacher, a room, the asker or a ward; of the asker where none is named.',
    }),
    query({
      date: v.optional(CalendarDate),
      class: v.optional(ClassId),
      group: v.optional(GroupId),
      teacher: v.optional(PersonId),
      room: v.optional(text(40)),
      pupil: v.optional(PersonId),
    }),
    reads('lessons', 'groups', 'people', 'access_facts'),
    allow('timetable.read', schoolIn),
    async (c) => {
      const { parts, scope, moment, resource } = c.var;
      const { schoolId } = resource;
      const asked = c.req.valid('query');
      const today = moment.today(schoolId);
      const week = weekOf(asked.date ?? today);
      const place = { schoolId, today, ...week };
      const school = await schoolCalendar(parts.sql, scope, place);
      if (!school) throw notFound();
      const choices = await timetableChoices(parts.sql, scope, place);
      const own = { actor: c.var.actor, resource, today };
      const of =
        weekAsked(asked) ??
        (asked.pupil === undefined ? ownWeek(own) : wardsWeek(own, asked.pupil)) ??
        firstWeek(choices);
      const [lessons, days, version] = await Promise.all([
        of === null ? [] : timetable(parts.sql, scope, { ...place, of }),
        schoolDaysOf(parts.sql, schoolId),
        versionTold(parts.sql, scope, { schoolId, today }),
      ]);
      const special = Array.from({ length: 7 }, (_, day) => addDays(week.from, day)).flatMap((date) => {
        const told = days && dayTold(days, date);
        return told ? [{ date, ...told }] : [];
      });
      const { id, title, timeZone, bells } = school;
      return c.json(
        shown(c, {
          school: { id, title, timeZone },
          bells,
          week,
          today,
          special,
          version,
          of: named(of),
          choices,
          lessons,
        }),
      );
    },
  )
  .get(
    '/schools/:schoolId/timetable/clashes',
    about({ summary: 'Lessons of a week that want the same teacher, room or pupils at once.' }),
    query({ date: v.optional(CalendarDate) }),
    reads('lessons', 'group_members'),
    allow('substitution.plan', schoolIn),
    async (c) => {
      const { parts, scope, moment, resource } = c.var;
      const { schoolId } = resource;
      const week = weekOf(c.req.valid('query').date ?? moment.today(schoolId));
      const [{ occupations, shared }, days] = await Promise.all([
        schoolOccupations(parts.sql, scope, { schoolId, ...week }),
        schoolDaysOf(parts.sql, schoolId),
      ]);
      return c.json(shown(c, { week, clashes: clashesAmong(occupations, shared, days ? roomsTake(days) : undefined) }));
    },
  );

interface Asked {
  readonly class?: string | undefined;
  readonly group?: string | undefined;
  readonly teacher?: string | undefined;
  readonly room?: string | undefined;
}

function weekAsked({ class: classId, group, teacher, room }: Asked): WeekOf | null {
  if (classId !== undefined) return { classId };
  if (group !== undefined) return { groupId: group };
  if (teacher !== undefined) return { teacherId: teacher };
  return room === undefined ? null : { room };
}

const firstWeek = ({ classes: [first] }: TimetableChoices): WeekOf | null => (first ? { classId: first.id } : null);

/** What the week is of, in the names of the query. */
const named = (of: WeekOf | null) => ({
  class: of && 'classId' in of ? of.classId : null,
  group: of && 'groupId' in of ? of.groupId : null,
  teacher: of && 'teacherId' in of ? of.teacherId : null,
  room: of && 'room' in of ? of.room : null,
  pupil: of && 'pupilId' in of ? of.pupilId : null,
});

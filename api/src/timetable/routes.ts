import { CalendarDate, ClassId, clashesAmong, PersonId, text } from '@peremena/events';
import {
  schoolCalendar,
  schoolOccupations,
  timetable,
  timetableChoices,
  weekOf,
  type AccessFact,
  type TimetableChoices,
  type WeekOf,
} from '@peremena/projections/queries';
import * as v from 'valibot';
import { holdsOn } from '../access/fact.ts';
import type { Ctx } from '../core/parts.ts';
import { notFound } from '../core/problem.ts';
import { allow } from '../core/registry.ts';
import { schoolIn } from '../core/resources.ts';
import { about, query, reads, routes, shown } from '../core/route.ts';

/** The week of a class, a teacher or a room of a school, as it is now: moved, substituted and cancelled lessons say so. */
export const timetableRoutes = routes()
  .get(
    '/schools/:schoolId/timetable',
    about({
      summary:
        'A week of lessons, Monday to Sunday around the date: of a class, a teacher, a room, or of the asker where none is named.',
    }),
    query({
      date: v.optional(CalendarDate),
      class: v.optional(ClassId),
      teacher: v.optional(PersonId),
      room: v.optional(text(40)),
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
      const of = weekAsked(asked) ?? ownWeek(c, resource, today) ?? firstWeek(choices);
      const lessons = of === null ? [] : await timetable(parts.sql, scope, { ...place, of });
      const { id, title, timeZone, bells } = school;
      return c.json(shown(c, { school: { id, title, timeZone }, bells, week, today, of: named(of), choices, lessons }));
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
      const { occupations, shared } = await schoolOccupations(parts.sql, scope, { schoolId, ...week });
      return c.json(shown(c, { week, clashes: clashesAmong(occupations, shared) }));
    },
  );

interface Asked {
  readonly class?: string | undefined;
  readonly teacher?: string | undefined;
  readonly room?: string | undefined;
}

function weekAsked({ class: classId, teacher, room }: Asked): WeekOf | null {
  if (classId !== undefined) return { classId };
  if (teacher !== undefined) return { teacherId: teacher };
  return room === undefined ? null : { room };
}

/** A teacher's own week; for a pupil or a family the week of the groups the pupil is in; for a tutor without lessons the class. */
function ownWeek(
  c: Ctx,
  school: { readonly schoolId: string; readonly facts: readonly AccessFact[] },
  today: string,
): WeekOf | null {
  const { actor } = c.var;
  const here = (fact: AccessFact) => fact.schoolId === school.schoolId && holdsOn(fact, today);
  const own = actor.facts.filter(here);
  if (own.some(({ kind }) => kind === 'teaches')) return { teacherId: actor.personId };
  const tutor = own.find(({ kind }) => kind === 'tutor');
  if (tutor?.classId) return { classId: tutor.classId };
  const member = (facts: readonly AccessFact[]) =>
    facts.flatMap(({ kind, groupId }) => (kind === 'in_group' && groupId !== null ? [groupId] : []));
  const groups = member(own);
  if (groups.length > 0) return { groupIds: groups };
  const [ward] = school.facts.filter((fact) => here(fact) && fact.kind === 'enrolled');
  return ward
    ? { groupIds: member(school.facts.filter((fact) => fact.personId === ward.personId && here(fact))) }
    : null;
}

const firstWeek = ({ classes: [first] }: TimetableChoices): WeekOf | null => (first ? { classId: first.id } : null);

/** What the week is of, in the names of the query; null for the asker's own. */
const named = (of: WeekOf | null) => ({
  class: of && 'classId' in of ? of.classId : null,
  teacher: of && 'teacherId' in of ? of.teacherId : null,
  room: of && 'room' in of ? of.room : null,
});

import { CalendarDate } from '@peremena/events';
import { broughtInCountOfPupil, diary } from '@peremena/projections/queries';
import * as v from 'valibot';
import { notFound } from '../core/problem.ts';
import { allow } from '../core/registry.ts';
import { pupilIn } from '../core/resources.ts';
import { about, query, reads, routes, shown } from '../core/route.ts';

/** A pupil's diary. */
export const diaryRoutes = routes().get(
  '/diary/:pupilId',
  about({
    summary:
      'A week of the diary, Monday to Sunday, around `day` or `week` (any date of it; today unless asked otherwise).',
  }),
  query({ week: v.optional(CalendarDate), day: v.optional(CalendarDate) }),
  reads(
    'lessons',
    'lesson_work',
    'marks',
    'mark_changes',
    'attendance',
    'group_members',
    'access_facts',
    'brought_in_results',
  ),
  allow('diary.read', pupilIn, { shows: { kind: 'diary', of: [':pupilId'] } }),
  async (c) => {
    const { parts, scope, moment, resource } = c.var;
    const { day, week } = c.req.valid('query');
    const today = moment.today(resource.facts.at(-1)?.schoolId ?? null);
    const { pupilId } = resource;
    const [found, [broughtIn]] = await Promise.all([
      diary(parts.sql, scope, { pupilId, date: day ?? week ?? today }),
      broughtInCountOfPupil(parts.sql, scope, { pupilId }),
    ]);
    if (!found) throw notFound();
    const { pupil, classTitle, school, ...spread } = found;
    const { bells, ...named } = school;
    return c.json(
      shown(c, {
        pupil: { ...pupil, classTitle },
        school: named,
        bells,
        today: moment.today(school.id),
        now: moment.instant.toISOString(),
        /** How many results there are from another system. */
        broughtIn: broughtIn?.count ?? 0,
        ...spread,
      }),
    );
  },
);

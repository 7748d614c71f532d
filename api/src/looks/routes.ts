import { findPerson } from '@peremena/projections/queries';
import * as v from 'valibot';
import { Uuid } from '@peremena/events';
import { notFound } from '../core/problem.ts';
import { pupilInReach, schoolInReach } from '../core/reach.ts';
import { allow, self } from '../core/registry.ts';
import { pupilIn, schoolIn } from '../core/resources.ts';
import { about, PositionText, query, reads, routes, shown } from '../core/route.ts';
import { looksOf, namedLooks } from './read.ts';

const from = ['access_facts', 'people', 'classes', 'groups', 'lessons'] as const;
const before = v.optional(PositionText);

/** The access journal: who was shown whose data, when and as what. */
export const looksRoutes = routes()
  .get(
    '/looks',
    about({ summary: 'Who looked at what is known of the person who asks, the latest first.' }),
    query({ before }),
    reads(...from),
    allow('looks.own', self),
    async (c) => {
      const { parts, actor } = c.var;
      const page = await looksOf(parts.sql, { of: actor.personId, before: c.req.valid('query').before });
      return c.json(shown(c, await namedLooks(parts.sql, page, { of: false })));
    },
  )
  .get(
    '/looks/:pupilId',
    about({
      summary:
        'Who looked at what is known of a pupil, the latest first. For head and admin: looks of their own school.',
    }),
    query({ before }),
    reads(...from),
    allow('looks.read', pupilIn, { shows: { kind: 'looks', of: [':pupilId'] } }),
    async (c) => {
      const { parts, resource, grant, scope } = c.var;
      pupilInReach(c, resource);
      const whole = grant.role === 'pupil' || grant.role === 'guardian';
      const asked = { of: resource.pupilId, before: c.req.valid('query').before };
      const [person, page] = await Promise.all([
        findPerson(parts.sql, resource.pupilId),
        looksOf(parts.sql, whole ? asked : { ...asked, schools: scope.schools }),
      ]);
      if (!person) throw notFound();
      return c.json(shown(c, { person, ...(await namedLooks(parts.sql, page, { of: false })) }));
    },
  )
  .get(
    '/schools/:schoolId/looks',
    about({ summary: 'Who of a school looked at whose data, the latest first; `by` leaves the looks of one person.' }),
    query({ before, by: v.optional(Uuid) }),
    reads(...from),
    allow('looks.school', schoolIn, { shows: { kind: 'looks', of: ['looks[].of[].id'] } }),
    async (c) => {
      const { parts, resource } = c.var;
      schoolInReach(c, resource.schoolId);
      const page = await looksOf(parts.sql, { schools: [resource.schoolId], ...c.req.valid('query') });
      const { schoolId: id, title } = resource;
      return c.json(shown(c, { school: { id, title }, ...(await namedLooks(parts.sql, page, { of: true })) }));
    },
  );

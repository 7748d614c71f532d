import { type PersonId, type Role, streams } from '@peremena/events';
import { namesOf } from '@peremena/projections/queries';
import { stateNow } from '../core/folded.ts';
import type { Ctx } from '../core/parts.ts';
import { allow, self } from '../core/registry.ts';
import { pupilIn } from '../core/resources.ts';
import { about, query, reads, routes, shown } from '../core/route.ts';
import { guardianshipDecider } from './decider.ts';
import { guardiansSeen } from './seen.ts';

/** Guardians of a pupil and the orders that limit them. */
export const guardianshipRoutes = routes()
  .get(
    '/guardianships',
    about({
      summary: 'Whose guardian the person is, with the orders that limit them; and, for a pupil, who acts for them.',
    }),
    query({}),
    reads('access_facts', 'people'),
    allow('account.list', self),
    async (c) => {
      const { actor, moment } = c.var;
      const today = moment.today(null);
      const wards = actor.facts.filter(({ kind, to }) => kind === 'guardian' && (to === null || to >= today));
      const ids = [...new Set(wards.flatMap(({ pupilId }) => pupilId ?? []))];
      const own = actor.facts.some(({ kind }) => kind === 'enrolled') ? [actor.personId] : [];
      const families = await Promise.all([
        ...ids.map((id) => seenBy(c, id, today, 'guardian')),
        ...own.map((id) => seenBy(c, id, today, 'pupil')),
      ]);
      return c.json(shown(c, { today, families }));
    },
  )
  .get(
    '/guardianships/:pupilId',
    about({
      summary:
        'Who acts for a pupil: all with documents for head and admin, the own link for a guardian, who there is and whether limited for the tutor and the pupil.',
    }),
    query({}),
    reads('access_facts', 'people'),
    allow('guardianship.read', pupilIn),
    async (c) => {
      const { moment, resource } = c.var;
      const schoolId = resource.facts.at(-1)?.schoolId ?? null;
      const today = moment.today(schoolId);
      return c.json(shown(c, { today, schoolId, ...(await seenBy(c, resource.pupilId, today, c.var.grant.role)) }));
    },
  );

// From the pupil's own stream: documents are in no read model, and are opened for this answer alone.
async function seenBy(c: Ctx, pupilId: string, today: string, role: Role) {
  const { parts, actor } = c.var;
  const state = await stateNow(parts, streams.guardianship(pupilId as PersonId), guardianshipDecider);
  const { links, orders } = guardiansSeen(state, { role, personId: actor.personId, today });
  const names = await namesOf(parts.sql, [
    pupilId,
    ...links.flatMap(({ guardianId, recorded }) => [guardianId, ...(recorded?.by ? [recorded.by] : [])]),
    ...orders.flatMap(({ by, endedBy }) => [by, endedBy?.by ?? null].filter((id) => id !== null)),
  ]);
  const short = (id: string | null) => (id === null ? null : (names.get(id)?.short ?? null));
  const named = <T extends { readonly by: string | null }>(one: T) => ({ ...one, by: short(one.by) });
  return {
    role,
    pupil: { id: pupilId, short: short(pupilId) ?? '' },
    links: links.map((link) => ({
      ...link,
      guardian: short(link.guardianId) ?? '',
      recorded: link.recorded && named(link.recorded),
    })),
    orders: orders.map((order) => ({ ...named(order), endedBy: order.endedBy && named(order.endedBy) })),
  };
}

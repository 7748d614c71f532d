import { type PersonId, type Role, streams } from '@peremena/events';
import { contactsOf, namesOf, ownContacts } from '@peremena/projections/queries';
import { ageOf, fullAgeOf } from '../core/age.ts';
import { carryOut } from '../core/carry-out.ts';
import { stateNow } from '../core/folded.ts';
import type { Ctx } from '../core/parts.ts';
import { dayBefore } from '../core/period.ts';
import { pupilInReach } from '../core/reach.ts';
import { allow, idIn, self } from '../core/registry.ts';
import { pupilIn, pupilResource } from '../core/resources.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import { ConsentBody } from './commands.ts';
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
      const wards = actor.facts.filter(
        ({ kind, to, wardSchoolId }) =>
          kind === 'guardian' && (to === null || to >= moment.today(wardSchoolId ?? null)),
      );
      const ids = [...new Set(wards.flatMap(({ pupilId }) => pupilId ?? []))];
      const own = actor.facts.some(({ kind }) => kind === 'enrolled') ? [actor.personId] : [];
      const families = await Promise.all([
        ...ids.map((id) => seenBy(c, id, 'guardian')),
        ...own.map((id) => seenBy(c, id, 'pupil')),
      ]);
      return c.json(shown(c, { families }));
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
    allow('guardianship.read', pupilIn, { shows: { kind: 'guardians', of: [':pupilId', 'links[].guardianId'] } }),
    async (c) => {
      const { resource, grant } = c.var;
      pupilInReach(c, resource);
      return c.json(shown(c, await seenBy(c, resource.pupilId, grant.role)));
    },
  )
  .put(
    '/guardianships/:pupilId/consents/:guardianId',
    about({
      summary:
        'A pupil of full age lets somebody who was a guardian go on as one, or takes that back; it counts at once.',
      refusals: ['step_up_needed', 'not_adult', 'not_guardian'],
    }),
    allow('guardianship.consent', pupilIn, { stepUp: true }),
    body(ConsentBody),
    async (c) => {
      const { parts, moment, resource } = c.var;
      const schoolId = resource.facts.at(-1)?.schoolId ?? null;
      const today = moment.today(schoolId);
      const pupilId = resource.pupilId as PersonId;
      const link = { pupilId, guardianId: idIn(c, 'guardianId') as PersonId };
      const command = c.req.valid('json').given
        ? {
            type: 'ConsentAsAdult' as const,
            ...link,
            from: today,
            context: { age: await ageOf(parts, pupilId, today) },
          }
        : { type: 'WithdrawConsent' as const, ...link, lastDay: dayBefore(today) };
      const stream = streams.guardianship(pupilId);
      return c.json(await carryOut(c, { stream, decider: guardianshipDecider, command, schoolId }));
    },
  );

// From the pupil's own stream: documents are in no read model, and are opened for this answer alone.
async function seenBy(c: Ctx, pupilId: string, role: Role) {
  const { parts, actor, moment } = c.var;
  const [state, adultOn, pupil] = await Promise.all([
    stateNow(parts, streams.guardianship(pupilId as PersonId), guardianshipDecider),
    fullAgeOf(parts, pupilId),
    pupilResource(parts, pupilId),
  ]);
  const schoolId = pupil?.facts.at(-1)?.schoolId ?? null;
  const today = moment.today(schoolId);
  const timeZone = schoolId && (await parts.facts.zoneOf(schoolId));
  const { links, orders, asks } = guardiansSeen(state, { role, personId: actor.personId, today, adultOn });
  const names = await namesOf(parts.sql, [
    pupilId,
    ...links.flatMap(({ guardianId, recorded }) => [guardianId, ...(recorded?.by ? [recorded.by] : [])]),
    ...asks.map(({ guardianId }) => guardianId),
    ...orders.flatMap(({ by, endedBy }) => [by, endedBy?.by ?? null].filter((id) => id !== null)),
  ]);
  const reached = links.flatMap(({ guardianId, reachable }) => (reachable ? [guardianId] : []));
  const [own, others] = await Promise.all([
    reached.includes(actor.personId) ? ownContacts(parts.sql, actor.personId) : null,
    contactsOf(parts.sql, c.var.scope, { ids: reached, date: today }),
  ]);
  const contacts = new Map(others.map(({ id, email, phone }) => [id, { email, phone }]));
  const short = (id: string | null) => (id === null ? null : (names.get(id)?.short ?? null));
  const named = <T extends { readonly by: string | null }>(one: T) => ({ ...one, by: short(one.by) });
  return {
    role,
    schoolId,
    today,
    timeZone,
    pupil: { id: pupilId, short: short(pupilId) ?? '' },
    links: links.map(({ reachable: _, ...link }) => ({
      ...link,
      contacts: link.guardianId === actor.personId ? own : (contacts.get(link.guardianId) ?? null),
      guardian: short(link.guardianId) ?? '',
      recorded: link.recorded && named(link.recorded),
    })),
    asks: asks.map((ask) => ({ ...ask, guardian: short(ask.guardianId) ?? '' })),
    orders: orders.map((order) => ({ ...named(order), endedBy: order.endedBy && named(order.endedBy) })),
  };
}

import { type ClassId, type PersonId, type SchoolId, streams } from '@peremena/events';
import { classList, schoolCalendar, scope } from '@peremena/projections/queries';
import type { ClassResource } from '../access/resource.ts';
import { metadataOf } from '../core/carry-out.ts';
import type { Ctx } from '../core/parts.ts';
import { notFound } from '../core/problem.ts';
import { allow, self } from '../core/registry.ts';
import { classIn } from '../core/resources.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import { uuidv5 } from '../core/uuid.ts';
import { PrintBody } from './commands.ts';
import { invitationDecider } from './decider.ts';
import { disownedIn } from './given.ts';
import { sheetOf } from './sheet.ts';
import { giveInvitations } from './store.ts';

/** Sheets of invitations: for whom, and the codes. */
export const invitationRoutes = routes()
  .get(
    '/invitations',
    about({
      summary: 'Classes the person may print invitations for, with how many were said to be for somebody else.',
    }),
    query({}),
    reads('access_facts', 'classes', 'schools'),
    allow('account.list', self),
    async (c) => c.json(shown(c, { classes: await classes(c) })),
  )
  .get(
    '/classes/:classId/invitations',
    about({ summary: 'Who of a class has no sign-in yet, and how their invitations stand.' }),
    query({}),
    reads('people', 'access_facts', 'classes', 'schools'),
    allow('invitation.print', classIn, { shows: { kind: 'invitations', of: ['people[].id', 'people[].wards[].id'] } }),
    async (c) => c.json(shown(c, { class: await titled(c), ...(await sheetOf(c, c.var.resource)) })),
  )
  .post(
    '/classes/:classId/invitations',
    about({
      summary:
        'Give new codes to people of a class who have no sign-in; codes given to them before for the class stop. They are answered this once.',
      refusals: ['step_up_needed'],
    }),
    allow('invitation.print', classIn, { stepUp: true }),
    body(PrintBody),
    async (c) => {
      const { parts, resource, actor } = c.var;
      const { personId } = c.req.valid('json');
      const named = await titled(c);
      const { people } = await sheetOf(c, resource);
      const to = people.filter(({ id, state }) => state !== 'staff' && (personId === null || id === personId));
      if (personId !== null && to.length === 0) throw notFound();
      for (const { id } of to) await told(c, resource, id);
      const { schoolId, classId } = resource;
      const personIds = to.map(({ id }) => id);
      const { codes, until } = await giveInvitations(parts.sql, { personIds, schoolId, classId, by: actor.personId });
      const invitations = to.map(({ id, name, wards }) => ({ id, name, wards, code: codes.get(id) ?? '' }));
      return c.json({ class: named, until, invitations });
    },
  );

// First the event, then the code: killed between the two, the log tells of a code that nobody has.
async function told(c: Ctx, { schoolId, classId }: ClassResource, personId: string): Promise<void> {
  const metadata = metadataOf(c, schoolId);
  const commandId = uuidv5(metadata.commandId, personId) as typeof metadata.commandId;
  const ids = { personId: personId as PersonId, schoolId: schoolId as SchoolId, classId: classId as ClassId };
  await c.var.parts.commands({
    stream: streams.account(ids.personId),
    decider: invitationDecider,
    command: { type: 'GiveInvitation', ...ids },
    hash: c.var.command.hash,
    metadata: { ...metadata, commandId },
  });
}

async function titled(c: Ctx & { readonly var: { readonly resource: Awaited<ReturnType<typeof classIn>> } }) {
  const { parts, scope: own, moment, resource } = c.var;
  if (!resource) throw notFound();
  const { classId, schoolId, title } = resource;
  const school = await schoolCalendar(parts.sql, own, { schoolId, today: moment.today(schoolId) });
  if (!school) throw notFound();
  return { id: classId, title, schoolTitle: school.title, timeZone: school.timeZone };
}

// Each role by itself; a class somebody leads in both is named once.
async function classes(c: Ctx) {
  const { parts, actor, moment } = c.var;
  const date = moment.today(null);
  const found = await Promise.all(
    (['tutor', 'admin'] as const).map(async (role) =>
      classList(parts.sql, await scope(parts.sql, actor, { role, fact: null }, moment.today), { date }),
    ),
  );
  const all = [...new Map(found.flat().map((one) => [one.id, one])).values()];
  const disowned = await disownedIn(
    parts.sql,
    all.map(({ id }) => id),
  );
  return all.map((one) => ({ ...one, disowned: disowned.get(one.id) ?? 0 }));
}

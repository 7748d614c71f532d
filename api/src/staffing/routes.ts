import { type AnyEvent, type CommandId, type PersonId, type SchoolId, streams } from '@peremena/events';
import { contactsOf, staffOf } from '@peremena/projections/queries';
import { metadataOf, newId } from '../core/carry-out.ts';
import type { Decider } from '../core/decider.ts';
import type { Ctx } from '../core/parts.ts';
import { notFound, Problem } from '../core/problem.ts';
import { allow, idIn } from '../core/registry.ts';
import { schoolIn } from '../core/resources.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import { uuidv5 } from '../core/uuid.ts';
import { personDecider } from '../person/decider.ts';
import { createSignIns, personOf } from '../session/credentials.ts';
import { staffDecider } from '../staff/decider.ts';
import { EngageBody, NewPersonBody, TeacherBody } from './commands.ts';

const from = ['access_facts', 'people', 'classes', 'groups', 'subjects'] as const;

/** Who works at a school, and people new to it. Posts of head and admin, and leaving, take two persons: see requests. */
export const staffingRoutes = routes()
  .get(
    '/schools/:schoolId/staff',
    about({
      summary: 'Everybody who works, worked or will work at the school, with posts, classes and groups by date.',
    }),
    query({}),
    reads(...from),
    allow('staff.read', schoolIn, { shows: { kind: 'staff', of: ['staff[].id'] } }),
    async (c) => {
      const { parts, scope, moment, resource } = c.var;
      const today = moment.today(resource.schoolId);
      const staff = await staffOf(parts.sql, scope, { schoolId: resource.schoolId, since: today });
      return c.json(shown(c, { today, self: c.var.actor.personId, staff }));
    },
  )
  .get(
    '/schools/:schoolId/staff/:personId',
    about({ summary: 'One of them.' }),
    query({}),
    reads(...from),
    allow('staff.read', schoolIn, { shows: { kind: 'staff', of: [':personId'] } }),
    async (c) => {
      const { parts, scope, moment, resource } = c.var;
      const today = moment.today(resource.schoolId);
      const asked = { schoolId: resource.schoolId, since: today, personId: idIn(c, 'personId') };
      const [[member], [reached]] = await Promise.all([
        staffOf(parts.sql, scope, asked),
        contactsOf(parts.sql, scope, { ids: [asked.personId], date: today }),
      ]);
      if (!member) throw notFound();
      const contacts = reached ? { email: reached.email, phone: reached.phone } : null;
      return c.json(shown(c, { today, self: c.var.actor.personId, member, contacts }));
    },
  )
  .post(
    '/schools/:schoolId/staff',
    about({
      summary: 'A new teacher: the person, the post and a sign-in, with a first-use code that is answered this once.',
      status: 201,
      refusals: ['step_up_needed'],
    }),
    allow('staff.change', schoolIn, { stepUp: true }),
    body(EngageBody),
    async (c) => {
      const { login, from: since, ...names } = c.req.valid('json');
      const personId = newId(c, 'person') as PersonId;
      const holder = await personOf(c.var.parts.sql, login);
      if (holder !== null && holder !== personId)
        throw new Problem('invalid', { fields: [{ path: 'login', code: 'login_taken' }] });
      await register(c, personId, names);
      await teach(c, personId, { from: since, to: null });
      const [made] = await createSignIns(c.var.parts.sql, [{ login, personId }]);
      const position = String(await c.var.parts.store.head());
      return c.json({ personId, login, code: made?.code ?? null, position }, 201);
    },
  )
  .put(
    '/schools/:schoolId/staff/:personId/teaching',
    about({
      summary: 'Somebody who works or worked at the school becomes a teacher, or is one again.',
      refusals: ['step_up_needed', 'post_held', 'period_dates', 'own_post', 'person_not_here'],
    }),
    allow('staff.change', schoolIn, { stepUp: true }),
    body(TeacherBody),
    async (c) => {
      const { parts, resource, actor } = c.var;
      const personId = idIn(c, 'personId') as PersonId;
      if (personId === actor.personId) throw new Problem('own_post');
      const own = await parts.facts.ofPerson(personId);
      if (!own.some((fact) => fact.schoolId === resource.schoolId && fact.kind === 'post'))
        throw new Problem('person_not_here');
      await teach(c, personId, c.req.valid('json'));
      return c.json({ position: String(await parts.store.head()) });
    },
  )
  .post(
    '/schools/:schoolId/people',
    about({
      summary: 'Somebody new, to be linked to a pupil. They have no rights by that.',
      status: 201,
      refusals: ['step_up_needed'],
    }),
    allow('staff.change', schoolIn, { stepUp: true }),
    body(NewPersonBody),
    async (c) => {
      const personId = newId(c, 'person') as PersonId;
      await register(c, personId, c.req.valid('json'));
      return c.json({ personId, position: String(await c.var.parts.store.head()) }, 201);
    },
  );

async function register(
  c: Ctx,
  personId: PersonId,
  names: { familyName: string; givenName: string; middleName: string | null },
): Promise<void> {
  const command = { type: 'RegisterPerson' as const, personId, ...names, birthDate: null, source: null };
  await carry(c, 'person', streams.person(personId), personDecider, command);
}

async function teach(c: Ctx, personId: PersonId, period: { from: string; to: string | null }): Promise<void> {
  const schoolId = schoolOf(c);
  const command = { type: 'TakePost' as const, schoolId, personId, post: 'teacher' as const, ...period, source: null };
  await carry(c, 'post', streams.staff(schoolId, personId), staffDecider, command);
}

const schoolOf = (c: Ctx): SchoolId => idIn(c, 'schoolId') as SchoolId;

// Several commands of one request: each has an id of its own, so that a repeat goes on where the first was cut off.
async function carry<S, C, E extends AnyEvent>(
  c: Ctx,
  name: string,
  stream: string,
  decider: Decider<S, C, E>,
  command: C,
): Promise<void> {
  const metadata = metadataOf(c, schoolOf(c));
  const commandId = uuidv5(metadata.commandId, name) as CommandId;
  await c.var.parts.commands({
    stream,
    decider,
    command,
    hash: c.var.command.hash,
    metadata: { ...metadata, commandId },
  });
}

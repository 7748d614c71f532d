import { type ClassId, type CommandId, type PersonId, type Role, type SchoolId, streams } from '@peremena/events';
import type { Ctx } from '../core/parts.ts';
import { Problem } from '../core/problem.ts';
import { open } from '../core/registry.ts';
import { about, body, routes } from '../core/route.ts';
import { uuidv5 } from '../core/uuid.ts';
import { hashPassword } from '../session/argon2.ts';
import { begunBy } from '../session/begun-by.ts';
import { easyFor } from '../session/not-easy.ts';
import type { SessionParts } from '../session/routes.ts';
import { slowedDown } from '../session/slowed-down.ts';
import { ClaimBody, DisownBody, InvitationBody } from './commands.ts';
import { type InvitationCommand, invitationDecider } from './decider.ts';
import { invitedBy, openInvitation } from './invited.ts';
import { claimInvitation, disownInvitation, type Invitation, invitationHash } from './store.ts';

/** Using a code from paper. Under /session, since who uses it has no session yet, and codes travel in bodies only. */
export function claimRoutes({ sessions, throttle, hashing, live }: SessionParts) {
  // Each code and address by itself, so that thirty parents in one room do not wait for each other; one address has a wide limit.
  const looked = async (c: Ctx, code: string): Promise<Invitation> => {
    const name = `invitation ${invitationHash(code).toString('hex')}`;
    slowedDown(throttle, name, c.var.clientAddress);
    const found = await openInvitation(c, code);
    throttle.succeeded(name, c.var.clientAddress);
    return found;
  };

  return routes()
    .post(
      '/session/invitation',
      about({ summary: 'Whom an invitation is for.', refusals: codesOfRefusal }),
      open('who is invited has no sign-in yet'),
      body(InvitationBody),
      async (c) => c.json(await invitedBy(c, await looked(c, c.req.valid('json').code))),
    )
    .post(
      '/session/invitation/claim',
      about({
        summary: 'Make a sign-in with an invitation, and sign in. The code is used up.',
        refusals: codesOfRefusal,
      }),
      open('who is invited has no sign-in yet'),
      body(ClaimBody),
      async (c) => {
        const { code, login, password } = c.req.valid('json');
        const { parts, signedIn } = c.var;
        const found = await looked(c, code);
        const { personId } = found;
        const facts = await parts.facts.ofPerson(personId);
        const weak = await easyFor(parts, { personId, facts, login }, password);
        if (weak) throw new Problem('invalid', { fields: [{ path: 'password', code: weak }] });
        const passwordHash = await hashing.run(() => hashPassword(password));
        if (!(await claimInvitation(parts.sql, { code, login, passwordHash }))) {
          await openInvitation(c, code);
          throw new Problem('invalid', { fields: [{ path: 'login', code: 'login_taken' }] });
        }
        const role = facts.some(({ kind }) => kind === 'guardian') ? 'guardian' : 'pupil';
        await tell(c, found, { type: 'UseInvitation' }, { actorId: personId, role });
        if (signedIn) live.endSession(signedIn.sessionKey);
        await sessions.end(c.req.header('cookie'));
        const { cookie } = await sessions.start(personId, begunBy(c));
        c.header('Set-Cookie', cookie);
        return c.json({ person: { id: personId } });
      },
    )
    .post(
      '/session/invitation/disown',
      about({
        summary:
          'Say that an invitation is for somebody else (`not_me`), or for the own person under another record of the school (`other_record`, signed in). Its code stops, and the school is told.',
        status: 204,
        refusals: codesOfRefusal,
      }),
      open('who was given a wrong invitation has no sign-in yet'),
      body(DisownBody),
      async (c) => {
        const { code, why } = c.req.valid('json');
        const by = c.var.signedIn && !c.var.signedIn.awaitsCode ? c.var.signedIn.personId : null;
        if (why === 'other_record' && by === null) throw new Problem('not_signed_in');
        const found = await looked(c, code);
        if (await disownInvitation(c.var.parts.sql, found.number, why, by))
          await tell(c, found, { type: 'DisownInvitation', why }, { actorId: by, role: 'system' });
        return c.body(null, 204);
      },
    );
}

const codesOfRefusal = [
  'invitation_unknown',
  'invitation_used',
  'invitation_disowned',
  'invitation_replaced',
  'invitation_expired',
  'invitation_done',
  'too_many_tries',
] as const;

type What =
  | { readonly type: 'UseInvitation' }
  | Omit<Extract<InvitationCommand, { why: unknown }>, 'personId' | 'schoolId' | 'classId'>;

// Without a command of a browser: the invitation's own number makes the id, so that it is told once.
async function tell(
  c: Ctx,
  { number, personId, schoolId, classId }: Invitation,
  what: What,
  by: { readonly actorId: string | null; readonly role: Role },
): Promise<void> {
  const ids = { personId: personId as PersonId, schoolId: schoolId as SchoolId, classId: classId as ClassId };
  const commandId = uuidv5(classId, `${what.type} ${number}`) as CommandId;
  await c.var.parts.commands({
    stream: streams.account(ids.personId),
    decider: invitationDecider,
    command: { ...ids, ...what },
    hash: commandId,
    metadata: {
      commandId,
      correlationId: c.var.requestId,
      causationId: commandId,
      actorId: by.actorId as PersonId | null,
      actingAs: { role: by.role, fact: null },
      schoolId: ids.schoolId,
      at: c.var.parts.clock().toISOString(),
    },
  });
}

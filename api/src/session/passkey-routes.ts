import { createHash } from 'node:crypto';
import type { Ctx } from '../core/parts.ts';
import { notFound } from '../core/problem.ts';
import { allow, idIn, open, self } from '../core/registry.ts';
import { about, body, routes } from '../core/route.ts';
import { begunBy } from './begun-by.ts';
import { askForPasskey, offerPasskey, siteOf, takePasskey, whoSigned } from './ceremony.ts';
import { AddPasskeyBody, EmptyBody, PasskeyBody } from './commands.ts';
import { loginOf } from './credentials.ts';
import { endOthers } from './own.ts';
import { ownPasskeys, removePasskey } from './passkeys.ts';
import type { SessionParts } from './routes.ts';
import { factorOf } from './second-factor.ts';
import { slowedDown } from './slowed-down.ts';

/** Passkeys: keeping them, and signing in with one, alone or after the password. */
export function passkeyRoutes({ sessions, throttle, live }: SessionParts) {
  // A passkey cannot be guessed; what is counted is how many challenges one address asks for.
  const slowed = (c: Ctx, what: string): ((steps?: number) => void) => {
    const name = `passkey ${createHash('sha256').update(what).digest('hex')}`;
    slowedDown(throttle, name, c.var.clientAddress);
    return (steps) => throttle.succeeded(name, c.var.clientAddress, steps);
  };
  return routes()
    .get(
      '/session/passkeys',
      about({ summary: 'The own passkeys, and whether this address takes any (`why` not).' }),
      allow('account.use', self),
      async (c) => {
        const site = siteOf(c);
        const passkeys = await ownPasskeys(c.var.parts.sql, c.var.actor.personId, site.rpId);
        return c.json({ passkeys, why: site.rpId === null ? site.why : null });
      },
    )
    .post(
      '/session/passkeys/offer',
      about({
        summary: 'Begin adding a passkey: what the browser is to be told.',
        refusals: ['step_up_needed', 'passkey_insecure'],
      }),
      allow('account.use', self, { stepUp: true }),
      body(EmptyBody),
      async (c) => {
        const login = await loginOf(c.var.parts.sql, c.var.actor.personId);
        return c.json(await offerPasskey(c, login ?? ''));
      },
    )
    .post(
      '/session/passkeys',
      about({
        summary: 'Keep the passkey that the browser made. With the first second factor the other sessions end.',
        status: 204,
        refusals: ['step_up_needed', 'passkey_insecure', 'passkey_wrong', 'passkey_kept'],
      }),
      allow('account.use', self, { stepUp: true }),
      body(AddPasskeyBody),
      async (c) => {
        const { parts, actor, signedIn } = c.var;
        const { name, response } = c.req.valid('json');
        await takePasskey(c, response, name);
        if (signedIn && !signedIn.hasFactor)
          for (const key of await endOthers(parts.sql, actor.personId, signedIn.sessionKey)) live.endSession(key);
        return c.body(null, 204);
      },
    )
    .delete(
      '/session/passkeys/:passkeyId',
      about({ summary: 'Take away an own passkey.', status: 204, refusals: ['step_up_needed'] }),
      allow('account.use', self, { stepUp: true }),
      async (c) => {
        if (!(await removePasskey(c.var.parts.sql, c.var.actor.personId, idIn(c, 'passkeyId')))) throw notFound();
        return c.body(null, 204);
      },
    )
    .post(
      '/session/passkey/offer',
      about({ summary: 'Begin signing in with a passkey.', refusals: ['passkey_insecure', 'too_many_tries'] }),
      open('nobody is signed in yet'),
      body(EmptyBody),
      async (c) => {
        slowed(c, c.var.requestId);
        return c.json(await askForPasskey(c, null));
      },
    )
    .post(
      '/session/passkey',
      about({
        summary: 'Sign in with a passkey: it is password and second factor in one.',
        refusals: ['passkey_insecure', 'passkey_wrong', 'too_many_tries'],
      }),
      open('nobody is signed in yet'),
      body(PasskeyBody),
      async (c) => {
        const { response } = c.req.valid('json');
        const right = slowed(c, response.id);
        const personId = await whoSigned(c, response, null);
        // With the challenge it began with: a school behind one address signs in all day.
        right(2);
        if (c.var.signedIn) live.endSession(c.var.signedIn.sessionKey);
        await sessions.end(c.req.header('cookie'));
        const { cookie } = await sessions.start(personId, { ...begunBy(c), codeShown: true });
        c.header('Set-Cookie', cookie);
        return c.json({ person: { id: personId } });
      },
    )
    .get(
      '/session/code',
      about({ summary: 'What the second page of signing in may ask for: a code, or a passkey (of this address).' }),
      allow('account.use', self, { beforeCode: true }),
      async (c) => {
        const { parts, actor } = c.var;
        const [factor, passkeys] = await Promise.all([
          factorOf(parts, actor.personId),
          ownPasskeys(parts.sql, actor.personId, siteOf(c).rpId),
        ]);
        return c.json({ code: factor.on, passkey: passkeys.some(({ here }) => here), elsewhere: passkeys.length > 0 });
      },
    )
    .post(
      '/session/code/passkey/offer',
      about({ summary: 'Begin showing a passkey after the password.', refusals: ['passkey_insecure'] }),
      allow('account.use', self, { beforeCode: true }),
      body(EmptyBody),
      async (c) => c.json(await askForPasskey(c, c.var.actor.personId)),
    )
    .post(
      '/session/code/passkey',
      about({
        summary: 'The second page of signing in, by a passkey.',
        status: 204,
        refusals: ['passkey_insecure', 'passkey_wrong', 'too_many_tries'],
      }),
      allow('account.use', self, { beforeCode: true }),
      body(PasskeyBody),
      async (c) => {
        const { actor, signedIn } = c.var;
        const right = slowed(c, `second ${actor.personId}`);
        await whoSigned(c, c.req.valid('json').response, actor.personId);
        right();
        const before = signedIn?.sessionKey ?? '';
        const { cookie, key } = await sessions.prove(before, begunBy(c).secure);
        live.moveSession(before, key);
        c.header('Set-Cookie', cookie);
        return c.body(null, 204);
      },
    );
}

import { findPerson } from '@peremena/projections/queries';
import type { Live } from '../live/live.ts';
import { allow, open, self } from '../core/registry.ts';
import { about, body, routes } from '../core/route.ts';
import { Problem } from '../core/problem.ts';
import { hashPassword, type HashingQueue } from './argon2.ts';
import { PasswordBody, SignInBody, StepUpBody } from './commands.ts';
import { notEasy } from './not-easy.ts';
import { isSecretOf, loginForm, setPassword, whose } from './credentials.ts';
import { begunBy } from './begun-by.ts';
import { slowedDown } from './slowed-down.ts';
import { resetToTell } from './reset.ts';
import type { Sessions } from './sessions.ts';
import type { Throttle } from './throttle.ts';

export interface SessionParts {
  readonly sessions: Sessions;
  readonly throttle: Throttle;
  readonly hashing: HashingQueue;
  readonly live: Pick<Live, 'endSession' | 'endPerson' | 'moveSession'>;
}

/** Sign in, sign out, change the password. */
export function sessionRoutes({ sessions, throttle, hashing, live }: SessionParts) {
  const notTooOften = (login: string, address: string) => slowedDown(throttle, login, address);

  return routes()
    .post(
      '/session',
      about({
        summary: 'Sign in with login and password, or with a first-use code in its place.',
        refusals: ['sign_in_failed', 'too_many_tries'],
      }),
      open('nobody is signed in yet'),
      body(SignInBody),
      async (c) => {
        const { login, password } = c.req.valid('json');
        const [name, address] = [loginForm(login), c.var.clientAddress];
        notTooOften(name, address);
        const found = await whose(c.var.parts.sql, hashing, login, password);
        if (!found) throw new Problem('sign_in_failed');
        throttle.succeeded(name, address);
        await sessions.end(c.req.header('cookie'));
        const { cookie } = await sessions.start(found.personId, begunBy(c));
        c.header('Set-Cookie', cookie);
        return c.json({ person: { id: found.personId } });
      },
    )
    .get(
      '/session',
      about({
        summary: 'This session: whether a password has to be set first, and a reset the person is to be told of.',
      }),
      allow('account.use', self),
      async (c) => {
        const { parts, actor, signedIn } = c.var;
        const told = await resetToTell(parts.sql, actor.personId);
        const by = told && (await findPerson(parts.sql, told.by));
        return c.json({
          mustChangePassword: signedIn?.mustChangePassword ?? false,
          reset: told && { at: told.at, reason: told.reason, by: by?.short ?? null },
        });
      },
    )
    .delete(
      '/session',
      about({ summary: 'Sign out.', status: 204 }),
      allow('account.use', self, { beforeCode: true }),
      async (c) => {
        c.header('Set-Cookie', await sessions.end(c.req.header('cookie')));
        c.header('Clear-Site-Data', '"storage"');
        if (c.var.signedIn) live.endSession(c.var.signedIn.sessionKey);
        return c.body(null, 204);
      },
    )
    .post(
      '/session/step-up',
      about({
        summary: 'Show by password that it is you, for acts marked `!`. The session goes on under a new id.',
        status: 204,
        refusals: ['password_wrong', 'too_many_tries'],
      }),
      allow('account.use', self),
      body(StepUpBody),
      async (c) => {
        const { actor, parts, signedIn, clientAddress } = c.var;
        notTooOften(actor.personId, clientAddress);
        if (!(await isSecretOf(parts.sql, hashing, actor.personId, c.req.valid('json').password)))
          throw new Problem('password_wrong');
        throttle.succeeded(actor.personId, clientAddress);
        const before = signedIn?.sessionKey ?? '';
        const { cookie, key } = await sessions.prove(before, begunBy(c).secure);
        live.moveSession(before, key);
        c.header('Set-Cookie', cookie);
        return c.body(null, 204);
      },
    )
    .post(
      '/session/password',
      about({
        summary: 'Set a new password. Every session of the person ends; this one goes on under a new id.',
        status: 204,
        refusals: ['password_wrong', 'too_many_tries'],
      }),
      allow('account.use', self),
      body(PasswordBody),
      async (c) => {
        const { current, next } = c.req.valid('json');
        const { personId } = c.var.actor;
        notTooOften(personId, c.var.clientAddress);
        if (!(await isSecretOf(c.var.parts.sql, hashing, personId, current))) throw new Problem('password_wrong');
        throttle.succeeded(personId, c.var.clientAddress);
        await notEasy(c, current, next);
        await setPassword(c.var.parts.sql, personId, await hashing.run(() => hashPassword(next)));
        live.endPerson(personId);
        const { cookie } = await sessions.start(personId, { ...begunBy(c), codeShown: true });
        c.header('Set-Cookie', cookie);
        return c.body(null, 204);
      },
    );
}

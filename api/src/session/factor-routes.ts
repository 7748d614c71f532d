import { factorDuty } from '../core/owes-factor.ts';
import { allow, self } from '../core/registry.ts';
import { about, body, routes } from '../core/route.ts';
import { Problem } from '../core/problem.ts';
import { begunBy } from './begun-by.ts';
import { CodeBody, OfferBody } from './commands.ts';
import { loginOf } from './credentials.ts';
import { endOthers } from './own.ts';
import { factorOf, offer, turnOff, turnOn, useCode } from './second-factor.ts';
import type { SessionParts } from './routes.ts';
import { slowedDown } from './slowed-down.ts';

/** The second factor: at sign-in, and setting it up. */
export function factorRoutes({ sessions, throttle, live }: SessionParts) {
  return routes()
    .post(
      '/session/code',
      about({
        summary: 'The second page of signing in: a code of the authenticator, or a recovery code.',
        status: 204,
        refusals: ['code_wrong', 'too_many_tries'],
      }),
      allow('account.use', self, { beforeCode: true }),
      body(CodeBody),
      async (c) => {
        const { actor, parts, signedIn, clientAddress } = c.var;
        const name = `code ${actor.personId}`;
        slowedDown(throttle, name, clientAddress);
        if (!(await useCode(parts, actor.personId, c.req.valid('json').code, parts.clock())))
          throw new Problem('code_wrong');
        throttle.succeeded(name, clientAddress);
        const before = signedIn?.sessionKey ?? '';
        const { cookie, key } = await sessions.prove(before, begunBy(c).secure);
        live.moveSession(before, key);
        c.header('Set-Cookie', cookie);
        return c.body(null, 204);
      },
    )
    .get(
      '/session/second-factor',
      about({
        summary:
          'Whether the person has a second factor, how many recovery codes are left, and whether a school they work at asks for one.',
      }),
      allow('account.use', self),
      async (c) => {
        const { parts, actor, facts } = c.var;
        const [factor, duty] = await Promise.all([factorOf(parts, actor.personId), factorDuty(parts, facts)]);
        return c.json({ ...factor, duty });
      },
    )
    .post(
      '/session/second-factor/offer',
      about({
        summary: 'Begin setting up an authenticator: its secret, and the address a picture is made of.',
        refusals: ['step_up_needed', 'factor_on'],
      }),
      allow('account.use', self, { stepUp: true }),
      body(OfferBody),
      async (c) => {
        const { parts, actor } = c.var;
        const login = await loginOf(parts.sql, actor.personId);
        const offered = await offer(parts, actor.personId, login ?? '');
        if (!offered) throw new Problem('factor_on');
        return c.json(offered);
      },
    )
    .post(
      '/session/second-factor',
      about({
        summary: 'Turn on what was offered, by its first code. Answers ten recovery codes, once; other sessions end.',
        refusals: ['step_up_needed', 'code_wrong', 'too_many_tries'],
      }),
      allow('account.use', self, { stepUp: true }),
      body(CodeBody),
      async (c) => {
        const { parts, actor, signedIn, clientAddress } = c.var;
        const name = `code ${actor.personId}`;
        slowedDown(throttle, name, clientAddress);
        const recovery = await turnOn(parts, actor.personId, c.req.valid('json').code, parts.clock());
        if (!recovery) throw new Problem('code_wrong');
        throttle.succeeded(name, clientAddress);
        for (const key of await endOthers(parts.sql, actor.personId, signedIn?.sessionKey ?? '')) live.endSession(key);
        return c.json({ recovery });
      },
    )
    .delete(
      '/session/second-factor',
      about({ summary: 'Turn off the second factor.', status: 204, refusals: ['step_up_needed'] }),
      allow('account.use', self, { stepUp: true }),
      async (c) => {
        await turnOff(c.var.parts, c.var.actor.personId);
        return c.body(null, 204);
      },
    );
}

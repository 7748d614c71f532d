import { notFound } from '../core/problem.ts';
import { allow, idIn, self } from '../core/registry.ts';
import { about, routes } from '../core/route.ts';
import { endOthers, endOwn, ownSessions } from './own.ts';
import type { SessionParts } from './routes.ts';

/** Where the person is signed in, and ending it there. Sessions and event streams of the ended place close at once. */
export function ownSessionRoutes({ live }: Pick<SessionParts, 'live'>) {
  return routes()
    .get(
      '/session/all',
      about({ summary: 'Where the person is signed in: device, network, begun, last seen.' }),
      allow('account.use', self),
      async (c) => {
        const { parts, actor, signedIn } = c.var;
        return c.json({ sessions: await ownSessions(parts.sql, actor.personId, signedIn?.sessionKey ?? '') });
      },
    )
    .delete(
      '/session/all/:sessionId',
      about({ summary: 'Sign out in one of the own places.', status: 204 }),
      allow('account.use', self),
      async (c) => {
        const ended = await endOwn(c.var.parts.sql, c.var.actor.personId, idIn(c, 'sessionId'));
        if (ended === null) throw notFound();
        live.endSession(ended);
        return c.body(null, 204);
      },
    )
    .delete(
      '/session/others',
      about({ summary: 'Sign out everywhere but here.', status: 204 }),
      allow('account.use', self),
      async (c) => {
        const { parts, actor, signedIn } = c.var;
        const ended = await endOthers(parts.sql, actor.personId, signedIn?.sessionKey ?? '');
        for (const key of ended) live.endSession(key);
        return c.body(null, 204);
      },
    );
}

import { type Role, Uuid } from '@peremena/events';
import * as v from 'valibot';
import type { Moment } from '../access/resource.ts';
import { momentFor } from '../core/moment.ts';
import type { Ctx } from '../core/parts.ts';
import { notFound, Problem } from '../core/problem.ts';
import { allow, self } from '../core/registry.ts';
import { about, query, routes } from '../core/route.ts';
import type { Live } from './live.ts';
import { leftOf, narrowed, noticesOf, parseTopics, type Watched, watched } from './topics.ts';

/** One event stream per browser: hints that something a page shows has changed. */
export function liveRoutes(live: Live) {
  return routes().get(
    '/live',
    about({
      summary:
        'Server-sent events: `hint` when something watched has changed, `closed` when the session or a right ended.',
    }),
    query({ topics: v.optional(v.string(), ''), acting: v.optional(Uuid) }),
    allow('account.use', self),
    async (c) => {
      const topics = parseTopics(c.req.valid('query').topics);
      if (!topics) throw new Problem('invalid', { fields: [{ path: 'topics', code: 'topics' }] });
      if (topics.length > 0 && c.var.signedIn?.mustChangePassword) throw new Problem('must_change_password');
      if (topics.length > 0 && c.var.owesFactor) throw new Problem('factor_needed');
      const watching = [...(await Promise.all(topics.map((topic) => mayWatch(c, topic)))), ...(await told(c, topics))];
      if (!c.var.signedIn) throw new Problem('not_signed_in');
      return c.body(live.open(c.var.signedIn, c.var.acting, watching), 200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
    },
  );
}

async function mayWatch(c: Ctx, topic: string): Promise<Watched> {
  const { parts, actor, acting } = c.var;
  const found = await watched(parts, topic, actor.personId);
  if (!found) throw notFound();
  const at = await momentFor(parts, actor.facts, found.resource);
  const verdict = parts.may(actor, acting, found.action, found.resource, at);
  if (!verdict.allowed) throw verdict.known ? new Problem('forbidden') : notFound();
  return acted(c, found, at, verdict.grant.role);
}

/** A stream of somebody who acts as guardian is narrowed by orders. */
function acted(c: Ctx, found: Watched, at: Moment, role: Role): Watched {
  if (role !== 'guardian' || found.resource.kind !== 'pupil') return found;
  return narrowed(found, leftOf(c.var.actor, found.resource.pupilId, at));
}

/** Who listens to themself hears of notices of their children and of their own as a pupil: those they may read the diary of. */
async function told(c: Ctx, topics: readonly string[]): Promise<readonly Watched[]> {
  const { parts, actor, acting } = c.var;
  const topic = `person:${actor.personId}`;
  if (!topics.includes(topic)) return [];
  const wards = actor.facts.flatMap(({ kind, pupilId }) => (kind === 'guardian' && pupilId ? [pupilId] : []));
  const found = await Promise.all(
    [...new Set([actor.personId, ...wards])].map(async (pupilId) => {
      const notices = await noticesOf(parts, topic, pupilId);
      if (!notices) return [];
      const at = await momentFor(parts, actor.facts, notices.resource);
      const verdict = parts.may(actor, acting, notices.action, notices.resource, at);
      return verdict.allowed ? [acted(c, notices, at, verdict.grant.role)] : [];
    }),
  );
  return found.flat();
}

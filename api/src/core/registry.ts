import { factsOfRole, scope } from '@peremena/projections/queries';
import type { Hono, MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import { findTargetHandler } from 'hono/utils/handler';
import { actingIn } from '../access/acting.ts';
import { rights } from '../access/may.ts';
import type { Action, ActionResources, Actor } from '../access/resource.ts';
import { noteShown, type Shows } from './look.ts';
import { momentFor } from './moment.ts';
import type { Ctx, Env, Parts } from './parts.ts';
import { owesFactor } from './owes-factor.ts';
import { notFound, Problem } from './problem.ts';
import { isUuid } from './uuid.ts';

const policyKey = Symbol('policy');

/**
 * The policy of a route: the action `may` is asked about, or why anybody may call it. `stepUp` (the `!` of the table of rights): only for
 * who has shown within the last ten minutes that it is them. `shows`: what the answer shows of others, for the access journal.
 */
export type Policy =
  { readonly action: Action; readonly stepUp?: true; readonly shows?: Shows } | { readonly open: string };

/** Gives the resource a request is about, or null when there is none: the answer is then 404. */
export type ResourceOf<R> = (c: Ctx) => Promise<R | null> | R | null;

/**
 * The policy of a route. Asks `may` for the one who is signed in; afterwards `c.var` holds actor, grant, moment and resource.
 * `beforeCode`: also for a session that has yet to show the second factor. 401 without a session, 404 where the actor may not know that
 * the thing exists, else 403; 403 `step_up_needed` comes last of all.
 */
export function allow<A extends Action, R extends ActionResources[A]>(
  action: A,
  resourceOf: ResourceOf<R>,
  { beforeCode, ...marks }: { readonly stepUp?: true; readonly beforeCode?: true; readonly shows?: Shows } = {},
): MiddlewareHandler<{ Variables: { resource: R } }> {
  const handler = createMiddleware<Env & { Variables: { resource: R } }>(async (c, next) => {
    const { parts, signedIn } = c.var;
    if (!signedIn) throw new Problem('not_signed_in');
    if (signedIn.awaitsCode && !beforeCode) throw new Problem('code_needed');
    if (signedIn.mustChangePassword && action !== 'account.use') throw new Problem('must_change_password');
    const [there, facts] = await Promise.all([resourceOf(c), parts.facts.ofPerson(signedIn.personId)]);
    const owes = await owesFactor(parts, { hasFactor: signedIn.hasFactor, facts });
    if (owes && action !== 'account.use') throw new Problem('factor_needed');
    const resource = there ?? (await caughtUp(parts).then(() => resourceOf(c)));
    if (resource === null) throw notFound();
    const actor: Actor = { personId: signedIn.personId, facts };
    const moment = await momentFor(parts, facts, resource);
    const acting = actingIn(facts, asked(c), moment.today);
    const verdict = parts.may(actor, acting, action, resource, moment);
    if (!verdict.allowed) {
      if (verdict.known) throw new Problem('forbidden');
      // What is hidden takes as long as what is not there.
      await caughtUp(parts);
      throw notFound();
    }
    if (marks.stepUp && !signedIn.proven) throw new Problem('step_up_needed');
    const { role } = verdict.grant;
    c.set('owesFactor', owes);
    c.set('facts', facts);
    c.set('acting', acting);
    c.set('actor', { ...actor, facts: factsOfRole(facts, acting) });
    c.set('grant', verdict.grant);
    c.set('scope', await scope(parts.sql, actor, { role, fact: acting }, moment.today));
    c.set('moment', moment);
    c.set('resource', resource);
    await next();
    if (marks.shows && c.res.ok) await noteShown(c, marks.shows, rights[action] === 'everybody');
  });
  return Object.assign(handler as unknown as MiddlewareHandler<{ Variables: { resource: R } }>, {
    [policyKey]: { action, ...marks } satisfies Policy,
  });
}

/** The policy of a route anybody may call; `reason` says why. */
export function open(reason: string): MiddlewareHandler {
  const handler: MiddlewareHandler = (_, next) => next();
  return Object.assign(handler, { [policyKey]: { open: reason } satisfies Policy });
}

/** The resource of routes about the one who asks. */
export const self: ResourceOf<{ kind: 'self' }> = () => ({ kind: 'self' });

/** An id from the path; 404 when it is no id at all, as for an id that names nothing. */
export function idIn(c: Ctx, name: string): string {
  const value = (c.req.param() as Record<string, string | undefined>)[name] ?? '';
  if (!isUuid(value)) throw notFound();
  return value;
}

export interface RegisteredRoute {
  readonly method: string;
  readonly path: string;
  readonly policy: Policy;
}

/** Every route with its policy. Throws for a route without one: the server does not start. */
export function registeredRoutes(app: Pick<Hono, 'routes'>): readonly RegisteredRoute[] {
  const found = new Map<string, RegisteredRoute | null>();
  for (const { method, path, handler } of app.routes) {
    if (method === 'ALL' && path.endsWith('*')) continue;
    const key = `${method} ${path}`;
    const policy = (findTargetHandler(handler) as { [policyKey]?: Policy })[policyKey];
    if (policy) found.set(key, { method, path, policy });
    else if (!found.has(key)) found.set(key, null);
  }
  const naked = [...found].filter(([, route]) => route === null).map(([key]) => key);
  if (naked.length > 0) throw new Error(`no policy, no start: ${naked.join(', ')}`);
  return [...found.values()].filter((route) => route !== null);
}

// A browser's event stream can set no header.
function asked(c: Ctx): string | null {
  const named = c.req.header('peremena-acting') ?? (c.req.path === '/api/live' ? c.req.query('acting') : undefined);
  return named !== undefined && isUuid(named) ? named : null;
}

// A command may follow the one that made its thing before the read model shows it.
async function caughtUp(parts: Parts): Promise<void> {
  await parts.waitFor([], await parts.store.head(), 1_000);
}

import { Problem } from '../../core/problem.ts';
import { allow, open, type ResourceOf } from '../../core/registry.ts';
import { about, body, routes } from '../../core/route.ts';
import { begunBy } from '../begun-by.ts';
import type { SessionParts } from '../routes.ts';
import { ReturnBody, VisitBody } from './commands.ts';
import { addLink, linkOf, removeLink, whoLinked } from './links.ts';
import type { Provider } from './provider.ts';
import { beginVisit, endVisit, isHere, there } from './visiting.ts';

export interface ProviderParts extends SessionParts {
  /** The provider of OpenID Connect this deployment signs in through, null where none is set. */
  readonly provider: Provider | null;
}

/** Signing in through a provider of OpenID Connect, and linking an account there. Where no provider is set, none of it is there. */
export function providerRoutes({ provider, sessions, throttle, live }: ProviderParts) {
  const own: ResourceOf<{ kind: 'self' }> = () => (provider ? { kind: 'self' } : null);
  const visits = () => ({ provider: there(provider), throttle });
  const issuer = () => there(provider).settings.issuer.href;

  return routes()
    .get(
      '/session/provider',
      about({
        summary:
          'The provider one can sign in through: what people call it, and the address to come to for it (null: this one).',
      }),
      open('nobody is signed in yet'),
      (c) => {
        const { settings } = there(provider);
        return c.json({
          label: settings.labels[c.var.language],
          elsewhere: isHere(c, settings) ? null : settings.address,
        });
      },
    )
    .post(
      '/session/provider/visit',
      about({
        summary: 'Begin signing in through the provider: the address to send the browser to.',
        refusals: ['provider_elsewhere', 'provider_unreachable', 'too_many_tries'],
      }),
      open('nobody is signed in yet'),
      body(VisitBody),
      async (c) => {
        const { next } = c.req.valid('json');
        const { address, cookie } = await beginVisit(c, visits(), { purpose: 'sign_in', personId: null, next });
        c.header('Set-Cookie', cookie);
        return c.json({ address });
      },
    )
    .post(
      '/session/provider/return',
      about({
        summary:
          'What the provider sent the browser back with. Signs in whoever linked that account, or links it, as it was begun.',
        refusals: [
          'provider_expired',
          'provider_mixed',
          'provider_denied',
          'provider_refused',
          'provider_untrusted',
          'provider_clock',
          'provider_unreachable',
          'provider_unlinked',
          'provider_taken',
          'provider_another',
          'too_many_tries',
        ],
      }),
      open('nobody is signed in yet'),
      body(ReturnBody),
      async (c) => {
        const { visit, who, cookie } = await endVisit(c, visits(), c.req.valid('json').answer);
        const { purpose, next } = visit;
        c.header('Set-Cookie', cookie);
        if (visit.purpose === 'link') {
          const came = await addLink(c.var.parts.sql, visit.personId, who);
          if (came !== 'linked') throw new Problem(`provider_${came}`, { facts: { purpose, next } });
          return c.json({ purpose, next });
        }
        const personId = await whoLinked(c.var.parts.sql, who);
        if (personId === null) throw new Problem('provider_unlinked', { facts: { purpose, next } });
        if (c.var.signedIn) live.endSession(c.var.signedIn.sessionKey);
        await sessions.end(c.req.header('cookie'));
        // Where the provider does not say when it asked the person, that is not taken for a step-up.
        const provenAt = who.provenAt ?? new Date(0);
        const begun = await sessions.start(personId, { ...begunBy(c), provenAt });
        c.header('Set-Cookie', begun.cookie, { append: true });
        return c.json({ purpose, next });
      },
    )
    .get(
      '/session/provider/link',
      about({ summary: 'The own link to the provider: since when, and when it was last used.' }),
      allow('account.use', own),
      async (c) => {
        const { settings } = there(provider);
        return c.json({
          label: settings.labels[c.var.language],
          elsewhere: isHere(c, settings) ? null : settings.address,
          link: await linkOf(c.var.parts.sql, c.var.actor.personId, issuer()),
        });
      },
    )
    .post(
      '/session/provider/link',
      about({
        summary: 'Begin linking an own account at the provider: the address to send the browser to.',
        refusals: [
          'step_up_needed',
          'provider_elsewhere',
          'provider_another',
          'provider_unreachable',
          'too_many_tries',
        ],
      }),
      allow('account.use', own, { stepUp: true }),
      body(VisitBody),
      async (c) => {
        const { parts, actor, signedIn } = c.var;
        if (signedIn?.mustChangePassword) throw new Problem('must_change_password');
        if (await linkOf(parts.sql, actor.personId, issuer())) throw new Problem('provider_another');
        const visit = { purpose: 'link', personId: actor.personId, next: c.req.valid('json').next } as const;
        const { address, cookie } = await beginVisit(c, visits(), visit);
        c.header('Set-Cookie', cookie);
        return c.json({ address });
      },
    )
    .delete(
      '/session/provider/link',
      about({
        summary: 'Take the own link away.',
        status: 204,
        refusals: ['step_up_needed', 'provider_last'],
      }),
      allow('account.use', own, { stepUp: true }),
      async (c) => {
        if ((await removeLink(c.var.parts.sql, c.var.actor.personId, issuer())) === 'last')
          throw new Problem('provider_last');
        return c.body(null, 204);
      },
    );
}

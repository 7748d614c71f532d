import { timingSafeEqual } from 'node:crypto';
import type { Ctx } from '../../core/parts.ts';
import { notFound, Problem } from '../../core/problem.ts';
import { reachedBy, sameOrigin } from '../../core/reached.ts';
import { oneCookie } from '../one-cookie.ts';
import { slowedDown } from '../slowed-down.ts';
import type { Throttle } from '../throttle.ts';
import { faultOf, signOf } from './faults.ts';
import type { Named, Provider } from './provider.ts';
import { newVisitSecret, secretsOf, visitHash } from './secrets.ts';
import type { ProviderSettings } from './settings.ts';
import { keepVisit, useVisit, type Visit } from './visits.ts';

const seconds = 600;
const isSecure = ({ address }: ProviderSettings): boolean => address.startsWith('https:');
const cookieOf = (settings: ProviderSettings): string =>
  isSecure(settings) ? '__Host-peremena_visit' : 'peremena_visit';
const written = (settings: ProviderSettings, secret: string, age: number): string =>
  `${cookieOf(settings)}=${secret}; Max-Age=${age}; Path=/; HttpOnly; SameSite=Lax${isSecure(settings) ? '; Secure' : ''}`;
const nameOf = (secret: string): string => `visit ${visitHash(secret).toString('hex')}`;

/** The provider of this deployment; where it has none, there is nothing here. */
export function there(provider: Provider | null): Provider {
  if (!provider) throw notFound();
  return provider;
}

/** Whether a request came by the address the provider sends browsers back to: the cookie of a visit would not be there elsewhere. */
export const isHere = (c: Ctx, { address }: ProviderSettings): boolean => sameOrigin(address, reachedBy(c));

/** Sends the browser of a request to the provider: the address to go to, and the cookie it keeps. Counted, since each visit is remembered. */
export async function beginVisit(
  c: Ctx,
  { provider, throttle }: { readonly provider: Provider; readonly throttle: Throttle },
  visit: Visit,
): Promise<{ readonly address: string; readonly cookie: string }> {
  const { settings } = provider;
  if (!isHere(c, settings)) throw new Problem('provider_elsewhere', { facts: { address: settings.address } });
  const secret = newVisitSecret();
  slowedDown(throttle, nameOf(secret), c.var.clientAddress);
  const entrance = await provider.entrance(secret).catch((error: unknown) => troubled(c, error, visit));
  await keepVisit(c.var.parts.sql, secret, visit);
  return { address: entrance.href, cookie: written(settings, secret, seconds) };
}

/** A visit that came to its end, and whom the provider named. */
export interface Ended {
  readonly visit: Visit;
  readonly who: Named;
  /** Takes the visit's cookie away. */
  readonly cookie: string;
}

/**
 * Ends the visit of a request: the answer has to be the one to this browser's question, which counts once. Its `facts` say what a refused
 * visit was for, so that the page goes back to where it began.
 */
export async function endVisit(
  c: Ctx,
  { provider, throttle }: { readonly provider: Provider; readonly throttle: Throttle },
  answer: string,
): Promise<Ended> {
  const { parts, signedIn, clientAddress, requestId } = c.var;
  const refused = (code: 'provider_expired' | 'provider_mixed') => {
    slowedDown(throttle, `return ${requestId}`, clientAddress);
    return new Problem(code, { facts: { purpose: signedIn ? 'link' : 'sign_in' } });
  };
  const secret = oneCookie(c.req.header('cookie'), cookieOf(provider.settings));
  if (secret === null) throw refused('provider_expired');
  // Looked at before the visit is used up: a foreign answer must not spoil it.
  if (!isStateOf(secret, answer)) throw refused('provider_mixed');
  const visit = await useVisit(parts.sql, secret);
  if (!visit) throw refused('provider_expired');
  if (visit.purpose === 'link' && (signedIn?.personId !== visit.personId || signedIn.awaitsCode))
    throw refused('provider_mixed');
  const who = await provider.named(secret, answer).catch((error: unknown) => troubled(c, error, visit));
  throttle.succeeded(nameOf(secret), clientAddress);
  return { visit, who, cookie: written(provider.settings, '', 0) };
}

function isStateOf(secret: string, answer: string): boolean {
  const given = Buffer.from(new URLSearchParams(answer).get('state') ?? '');
  const state = Buffer.from(secretsOf(secret).state);
  return given.length === state.length && timingSafeEqual(given, state);
}

// Neither codes nor tokens nor the provider's own words go into the log.
function troubled(c: Ctx, error: unknown, { purpose, next }: Visit): never {
  const { parts, requestId } = c.var;
  const fault = faultOf(error);
  parts.log.warn({ requestId, fault, sign: signOf(error) }, 'sign-in through the provider did not come about');
  throw new Problem(fault, {
    facts: { purpose, next },
    ...(fault === 'provider_unreachable' ? { headers: { 'Retry-After': '10' } } : {}),
  });
}

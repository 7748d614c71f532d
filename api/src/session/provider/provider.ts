import * as oidc from 'openid-client';
import type { Subject } from './links.ts';
import { secretsOf, type VisitSecrets } from './secrets.ts';
import type { ProviderSettings } from './settings.ts';

/** Whom the provider says the browser is, checked. `provenAt`: when it last asked the person, where it says so. */
export interface Named extends Subject {
  readonly provenAt: Date | null;
}

/** Takes the provider's answer for what it stands for, or throws; `address` is that of the answer. */
export type Exchange = (
  configuration: oidc.Configuration,
  address: URL,
  secrets: VisitSecrets,
) => Promise<Pick<oidc.IDToken, 'sub' | 'auth_time'> | undefined>;

/** The provider of this deployment. Nothing is asked of it before somebody wants to sign in through it. */
export interface Provider {
  readonly settings: ProviderSettings;
  /** Where to send a browser that keeps this secret. */
  entrance(secret: string): Promise<URL>;
  /** Who came back: `answer` is the query the provider sent the browser back with. */
  named(secret: string, answer: string): Promise<Named>;
  /** Asks the provider to describe itself; throws what is wrong. */
  look(): Promise<void>;
}

/** Seconds for each question to the provider; three of them are less than a request may take. */
const secondsEach = 4;
/** Seconds the clocks may differ. */
const tolerance = 60;
const keptFor = 60 * 60_000;

/** The page the provider sends browsers back to; it has to be told to the provider. */
export const returnAddress = ({ address }: Pick<ProviderSettings, 'address'>): string => `${address}/sign-in/provider`;

/** Code flow with PKCE; state, nonce, issuer, audience, times and the signature are checked by the library. */
export const exchange: Exchange = async (configuration, address, { state, nonce, verifier }) => {
  const tokens = await oidc.authorizationCodeGrant(configuration, address, {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  });
  return tokens.claims();
};

export function openProvider(settings: ProviderSettings, take: Exchange = exchange): Provider {
  const described = lazily(() => describe(settings));
  return {
    settings,
    async entrance(secret) {
      const { state, nonce, verifier } = secretsOf(secret);
      return oidc.buildAuthorizationUrl(await described(), {
        redirect_uri: returnAddress(settings),
        scope: settings.scopes,
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      });
    },
    async named(secret, answer) {
      const address = new URL(returnAddress(settings));
      address.search = answer;
      const claims = await take(await described(), address, secretsOf(secret));
      if (!claims?.sub) throw new oidc.ClientError('the provider names nobody');
      const { sub: subject, auth_time: at } = claims;
      return { issuer: settings.issuer.href, subject, provenAt: at === undefined ? null : new Date(at * 1000) };
    },
    async look() {
      await describe(settings);
    },
  };
}

/** What the provider says of itself. Signatures are checked although the answer comes over TLS: one weak link less. */
async function describe({ issuer, clientId, clientSecret }: ProviderSettings): Promise<oidc.Configuration> {
  const execute = [
    oidc.enableNonRepudiationChecks,
    // `providerSettings` lets plain http through on this very machine alone.
    ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
  ];
  const metadata = { client_secret: clientSecret, [oidc.clockTolerance]: tolerance };
  // How a client shows itself is the provider's to say; the standard's own way where it says nothing.
  const shown: oidc.ClientAuth = (as, client, body, headers) => {
    const ways = as.token_endpoint_auth_methods_supported;
    const basic = ways === undefined || ways.includes('client_secret_basic');
    return (basic ? oidc.ClientSecretBasic : oidc.ClientSecretPost)(clientSecret)(as, client, body, headers);
  };
  return oidc.discovery(issuer, clientId, metadata, shown, { execute, timeout: secondsEach });
}

/** Asks when first needed, once for all who wait; keeps the answer for an hour, and longer while no newer one is to be had. */
export function lazily<T>(ask: () => Promise<T>, now: () => number = () => performance.now()): () => Promise<T> {
  let kept: { readonly value: T; readonly until: number } | undefined;
  let asked: Promise<T> | undefined;
  return async () => {
    const known = kept;
    if (known && now() < known.until) return known.value;
    asked ??= ask()
      .then((value) => {
        kept = { value, until: now() + keptFor };
        return value;
      })
      .finally(() => (asked = undefined));
    return known ? asked.catch(() => known.value) : asked;
  };
}

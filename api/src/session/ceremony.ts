import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import type { Ctx } from '../core/parts.ts';
import { Problem } from '../core/problem.ts';
import { reachedBy } from '../core/reached.ts';
import { type PasskeySite, passkeySite } from './passkey-site.ts';
import {
  addPasskey,
  type ChallengeFor,
  findPasskey,
  keepChallenge,
  type KeptPasskey,
  passkeysFor,
  passkeyUsed,
  useChallenge,
} from './passkeys.ts';

/** Options of WebAuthn as JSON, which the browser's half of the library takes as they are; one field is named for everybody else. */
type Asked = { readonly challenge: string };

/** ES256, Ed25519, RS256: what authenticators have. */
const algorithms = [-7, -8, -257];

type Site = Extract<PasskeySite, { origin: string }>;

export const siteOf = (c: Ctx): PasskeySite => {
  const { host, https } = reachedBy(c);
  return passkeySite(host, https || (c.req.header('origin') ?? '').startsWith('https:'));
};

/** The site of this request; refuses one where browsers take no passkeys. */
function siteHere(c: Ctx): Site {
  const site = siteOf(c);
  if (site.rpId === null) throw new Problem('passkey_insecure', { facts: { why: site.why } });
  return site;
}

/** What a browser is told to make a passkey of. It is to be found without a login, and to ask for finger, face or PIN. */
export async function offerPasskey(c: Ctx, login: string): Promise<Asked> {
  const { parts, actor } = c.var;
  const { rpId } = siteHere(c);
  const kept = await passkeysFor(parts.sql, actor.personId, rpId);
  const options = await generateRegistrationOptions({
    rpName: 'Peremena',
    rpID: rpId,
    userName: login,
    userID: Buffer.from(actor.personId),
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: kept.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  await keepChallenge(parts.sql, options.challenge, { purpose: 'add', personId: actor.personId });
  return options;
}

/** Checks what the browser made, and keeps it under a name. */
export async function takePasskey(c: Ctx, response: unknown, name: string): Promise<void> {
  const { parts, actor } = c.var;
  const { rpId, origin } = siteHere(c);
  const wanted: ChallengeFor = { purpose: 'add', personId: actor.personId };
  const { registrationInfo } = await checked(() =>
    verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: (challenge) => useChallenge(parts.sql, challenge, wanted),
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    }),
  );
  if (!registrationInfo) throw new Problem('passkey_wrong');
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
  const key = { personId: actor.personId, credentialId: id, publicKey: Buffer.from(publicKey), rpId, name };
  if (!(await addPasskey(parts.sql, { ...key, counter: BigInt(counter), transports })))
    throw new Problem('passkey_kept');
}

/** What a browser is asked to sign: with any passkey of this site, or with one of a person. */
export async function askForPasskey(c: Ctx, personId: string | null): Promise<Asked> {
  const { parts } = c.var;
  const { rpId } = siteHere(c);
  const kept = personId === null ? [] : await passkeysFor(parts.sql, personId, rpId);
  const options = await generateAuthenticationOptions({
    rpID: rpId,
    userVerification: 'required',
    allowCredentials: kept.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
  });
  await keepChallenge(parts.sql, options.challenge, { purpose: personId === null ? 'sign_in' : 'second', personId });
  return options;
}

/** Whose passkey signed, checked: challenge, site, signature, that the person was asked for finger, face or PIN, and the counter. */
export async function whoSigned(c: Ctx, response: { readonly id: string }, personId: string | null): Promise<string> {
  const { sql } = c.var.parts;
  const { rpId, origin } = siteHere(c);
  const key = await findPasskey(sql, response.id);
  const fits = key !== null && key.rpId === rpId && (personId === null || key.personId === personId);
  if (!fits || !ownHandle(response, key)) throw new Problem('passkey_wrong');
  const wanted: ChallengeFor = { purpose: personId === null ? 'sign_in' : 'second', personId };
  const { verified, authenticationInfo } = await checked(() =>
    verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: (challenge) => useChallenge(sql, challenge, wanted),
      expectedOrigin: origin,
      expectedRPID: rpId,
      credential: {
        id: key.credentialId,
        publicKey: new Uint8Array(key.publicKey),
        counter: Number(key.counter),
        transports: key.transports,
      },
      requireUserVerification: true,
    }),
  );
  if (!verified || !(await passkeyUsed(sql, key.id, authenticationInfo.newCounter))) throw new Problem('passkey_wrong');
  return key.personId;
}

/** A passkey that says whose it is says the truth. */
function ownHandle(response: object, { personId }: KeptPasskey): boolean {
  const { userHandle } = (response as { response?: { userHandle?: unknown } }).response ?? {};
  return typeof userHandle !== 'string' || Buffer.from(userHandle, 'base64url').toString() === personId;
}

// The library throws its own words for each fault; a guesser is told one.
async function checked<T>(check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch {
    throw new Problem('passkey_wrong');
  }
}

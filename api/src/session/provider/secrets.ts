import { createHash, createHmac, randomBytes } from 'node:crypto';

/** What one visit to the provider is known by. All of it follows from the secret that only the browser keeps. */
export interface VisitSecrets {
  readonly state: string;
  readonly nonce: string;
  /** The verifier of PKCE. */
  readonly verifier: string;
}

/** A secret of 256 bits for the browser's cookie. */
export const newVisitSecret = (): string => randomBytes(32).toString('base64url');

/** State, nonce and verifier of a secret: nothing of them is stored, and none tells of another. */
export function secretsOf(secret: string): VisitSecrets {
  const one = (name: string) => createHmac('sha256', secret).update(name).digest('base64url');
  return { state: one('state'), nonce: one('nonce'), verifier: one('verifier') };
}

/** What is stored of a secret. */
export const visitHash = (secret: string): Buffer => createHash('sha256').update(secret).digest();

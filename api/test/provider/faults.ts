import type { AddLink, RemoveLink } from '../../src/session/provider/links.ts';
import type { Exchange } from '../../src/session/provider/provider.ts';
import type { UseVisit } from '../../src/session/provider/visits.ts';
import { visitHash } from '../../src/session/provider/secrets.ts';

interface Claims {
  readonly sub: string;
  readonly iss: string;
}

/** Broken on purpose: takes the code to the provider and believes whatever comes back, without a look at signature or claims. */
export const believing: Exchange = async (configuration, address, { verifier }) => {
  const { token_endpoint: endpoint = '' } = configuration.serverMetadata();
  const body = new URLSearchParams({
    grant_type: 'authorization_code',
    code: address.searchParams.get('code') ?? '',
    redirect_uri: `${address.origin}${address.pathname}`,
    code_verifier: verifier,
  });
  const { client_id: id, client_secret: secret } = configuration.clientMetadata();
  const authorization = `Basic ${Buffer.from(`${id}:${encodeURIComponent(String(secret))}`).toString('base64')}`;
  const answer = await fetch(endpoint, { method: 'POST', body, headers: { authorization } });
  const { id_token: token = '' } = (await answer.json()) as { id_token?: string };
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Claims;
};

/** Broken on purpose: looks at a visit and does not use it up. */
export const lookingOnly: UseVisit = async (sql, secret) => {
  const [visit] = await sql<NonNullable<Awaited<ReturnType<UseVisit>>>[]>`
    select purpose, person_id as "personId", next from api.provider_visits where hash = ${visitHash(secret)}`;
  return visit ?? null;
};

/** Broken on purpose: an account at the provider goes to whoever links it last. */
export const takingOver: AddLink = async (sql, personId, { issuer, subject }) => {
  await sql`update api.provider_links set person_id = ${personId} where issuer = ${issuer}`;
  return subject === '' ? 'taken' : 'linked';
};

/** Broken on purpose: takes the last way in away. */
export const shuttingOut: RemoveLink = async (sql, personId) => {
  await sql`delete from api.provider_links where person_id = ${personId}`;
  return 'gone';
};

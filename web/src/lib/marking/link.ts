import { requestOf, type Write } from './wish.ts';

/** The API's words for a refusal (RFC 9457), as far as pages use them. */
export interface Problem {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
}

/** How one attempt ended. Unknown: it may or may not have been written, and the same write may be sent again. */
export type Outcome =
  | { readonly kind: 'written'; readonly ids: readonly string[]; readonly position: string }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'unknown'; readonly retryAfter: number | null };

export type Send = (write: Write) => Promise<Outcome>;

const patience = 15_000;
const unknown: Outcome = { kind: 'unknown', retryAfter: null };

/** Sends writes to the API in the role the page was made for; `language` is that of the sentences asked for. */
export function sendBy(fetch: typeof globalThis.fetch, language: string, acting: string | null): Send {
  const asked = { 'accept-language': language, ...(acting === null ? {} : { 'peremena-acting': acting }) };
  return async (write) => {
    const { method, path, body } = requestOf(write);
    const headers = { 'content-type': 'application/json', 'idempotency-key': write.id, ...asked };
    try {
      const signal = AbortSignal.timeout(patience);
      const answer = await fetch(path, { method, headers, body: JSON.stringify(body), signal });
      const text = await answer.text();
      return outcomeOf(answer.status, text, Number(answer.headers.get('retry-after')) || null);
    } catch {
      return unknown;
    }
  };
}

/** Reads an answer. What did not come from the API itself (a proxy's page, half a body) says nothing about the write. */
export function outcomeOf(status: number, text: string, retryAfter: number | null): Outcome {
  if (status === 429 || status > 500) return { kind: 'unknown', retryAfter };
  const body = parsed(text);
  if (status >= 200 && status < 300) {
    if (!Array.isArray(body?.ids) || typeof body.position !== 'string') return unknown;
    return { kind: 'written', ids: body.ids.map(String), position: body.position };
  }
  if (typeof body?.code !== 'string' || typeof body.detail !== 'string') return unknown;
  const facts = body.facts && typeof body.facts === 'object' ? (body.facts as Record<string, unknown>) : undefined;
  return { kind: 'refused', problem: { status, code: body.code, detail: body.detail, facts } };
}

function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

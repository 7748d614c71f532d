import { WrongExpectedVersionError } from '@eventstore/db-client';
import { AppendRefused, OutcomeUnknown, StoreDenied, StoreUnavailable } from '../errors.ts';

/** Codes of gRPC. */
const unavailable = 14;
const refused = new Set([7, 16]);
/** Cancelled, unknown, deadline exceeded, aborted, internal, unavailable: a link that broke, or a server in trouble. */
const troubled = new Set([1, 2, 4, 10, 13, unavailable]);

/** No request left this machine, or the server handed it back untouched. The client's classes differ from case to case; code and words do not. */
const neverAsked =
  /ECONNREFUSED|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|Name resolution failed|Failed to discover|channel has been closed|Server Is (Not Ready|Too Busy)/i;

/** Asked for a position that no event stands at, or the like: not a matter of waiting. */
const ownFault = /Unexpected ReadAllResult|unexpected exception/i;

/** What the failure of an append means, conflicts aside. */
export function appendFailure(error: unknown): Error {
  const { code, text } = read(error);
  if (neverAsked.test(text)) return new StoreUnavailable('the log cannot be reached', { cause: error });
  if (refused.has(code)) return denied(error);
  if (/maximum.?append.?size/i.test(text))
    return new AppendRefused('more than the log takes at once', { cause: error });
  if (troubled.has(code) || error instanceof Late)
    return new OutcomeUnknown('the link to the log broke', { cause: error });
  return asError(error);
}

/** What the failure of a read means: the log cannot be reached now, or the fault is the reader's own. */
export function readFailure(error: unknown): Error {
  const { code, text } = read(error);
  if (refused.has(code)) return denied(error);
  if (error instanceof Late || neverAsked.test(text)) return unread(error);
  return troubled.has(code) && !ownFault.test(text) ? unread(error) : asError(error);
}

const unread = (cause: unknown): Error => new StoreUnavailable('the log cannot be read now', { cause });
const denied = (cause: unknown): Error =>
  new StoreDenied(
    'EventStoreDB refuses the user that EVENTSTORE_URL names: give one there that it knows, and that may read and append',
    { cause },
  );

/** The stream's revision as a conflict tells it, null where there is no stream; undefined where the failure is no conflict. */
export function conflictOf(error: unknown): bigint | null | undefined {
  if (!(error instanceof WrongExpectedVersionError)) return undefined;
  return typeof error.actualVersion === 'bigint' ? error.actualVersion : null;
}

/** There is no such stream. */
export const isNoStream = (error: unknown): boolean =>
  (error as { type?: unknown } | null)?.type === 'stream-not-found';

/** The time limit of a call passed. */
export class Late extends Error {
  override readonly name = 'Late';
}

function read(error: unknown): { readonly code: number; readonly text: string } {
  const { code, message, details, type } = (error ?? {}) as Record<string, unknown>;
  return { code: typeof code === 'number' ? code : -1, text: [message, details, type].map(String).join(' ') };
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

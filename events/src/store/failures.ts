import postgres from 'postgres';
import { AppendRefused, CommandReused, OutcomeUnknown, StoreUnavailable } from './errors.ts';
import { NoAnswer } from './pool.ts';

/** Codes of a link that never stood, or of a server that refused it: nothing was asked. */
const neverAsked = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'CONNECT_TIMEOUT',
  '57P03',
  '53300',
]);

/** SQLSTATE of statements that the server gave up and rolled back: its time limit, lack of room or memory, a lock, a serialisation. */
const rolledBack = /^(57014|53|40|55P03|25006)/;

/** SQLSTATE of a backend that was ended: its last statement may have been committed. */
const backendEnded = /^(57P0[12]|57P05|08)/;

/** What the failure of an append means. */
export function appendFailure(error: unknown): Error {
  const code = codeOf(error);
  if (neverAsked.has(code)) return new StoreUnavailable('the log cannot be reached', { cause: error });
  if (rolledBack.test(code)) return new StoreUnavailable('the log is too busy', { cause: error });
  if (linkBroke(error)) return new OutcomeUnknown('the link to the log broke', { cause: error });
  if (!(error instanceof postgres.PostgresError)) return asError(error);
  if (error.constraint_name === 'events_command') return new CommandReused('the command was used on another stream');
  return code.startsWith('22') ? new AppendRefused('the log cannot hold this event', { cause: error }) : error;
}

/** What the failure of a read means: the store cannot be reached now, or the fault is the reader's own. */
export function readFailure(error: unknown): Error {
  const code = codeOf(error);
  const away = neverAsked.has(code) || rolledBack.test(code) || linkBroke(error);
  return away ? new StoreUnavailable('the log cannot be read now', { cause: error }) : asError(error);
}

function linkBroke(error: unknown): boolean {
  if (error instanceof postgres.PostgresError) return backendEnded.test(error.code);
  return error instanceof NoAnswer || /^(CONNECTION_|E(?!RR_)[A-Z]+$)/.test(codeOf(error));
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

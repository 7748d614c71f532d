import postgres from 'postgres';
import { AppendRefused, CommandReused, OutcomeUnknown, StoreUnavailable } from './errors.ts';

/** Codes of a link that never stood, or of a server that refused it: nothing was asked. */
const neverAsked = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN', 'CONNECT_TIMEOUT', '57P03', '53300']);

/** SQLSTATE of statements that the server gave up and rolled back: its time limit, lack of room or memory, a lock, a serialisation. */
const rolledBack = /^(57014|53|40|55P03|25006)/;

/** SQLSTATE of a backend that was ended: its last statement may have been committed. */
const backendEnded = /^(57P0[12]|57P05|08)/;

/** What the failure of an append means. */
export function appendFailure(error: unknown): Error {
  const code = codeOf(error);
  if (neverAsked.has(code)) return new StoreUnavailable('the log cannot be reached', { cause: error });
  if (error instanceof postgres.PostgresError && !backendEnded.test(code)) {
    if (rolledBack.test(code)) return new StoreUnavailable('the log is too busy', { cause: error });
    if (error.constraint_name === 'events_command') return new CommandReused('the command was used on another stream');
    if (code.startsWith('22')) return new AppendRefused('the log cannot hold this event', { cause: error });
    return error;
  }
  return new OutcomeUnknown('the link to the log broke', { cause: error });
}

/** What the failure of a read means: the store cannot be reached, or the query is wrong. */
export function readFailure(error: unknown): Error {
  const code = codeOf(error);
  const ours = error instanceof postgres.PostgresError && !neverAsked.has(code) && !rolledBack.test(code) && !backendEnded.test(code);
  return ours ? error : new StoreUnavailable('the log cannot be read now', { cause: error });
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

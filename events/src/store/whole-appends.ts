import type { JsonObject, StoredAppend, StoredEvent } from './event-store.ts';

/** What the log keeps beside the first event of an append: the command, and of how many events the append is. */
export interface CommandRecord {
  readonly id: string;
  readonly hash: string;
  readonly events: number;
  readonly answer: JsonObject;
}

/** An event with what is kept beside it; `command` on the first of an append. */
export type Row = StoredEvent & { readonly command: CommandRecord | null };

/** Cuts rows of the log, the first of which begins an append, into appends: whole ones, at least one, of `limit` events at most. */
export function wholeAppends(rows: readonly Row[], limit: number): StoredAppend[] {
  const appends: StoredAppend[] = [];
  for (let at = 0; at < rows.length;) {
    const { command, stream } = rows[at]!;
    if (!command) throw new Error(`the event at position ${rows[at]!.position} begins no append`);
    const end = at + command.events;
    if (end > rows.length || (at > 0 && end > limit)) break;
    const events = rows.slice(at, end).map(({ command: _, ...event }) => event);
    const { id, hash, answer } = command;
    appends.push({ stream, events, command: { id, hash, answer } });
    at = end;
  }
  return appends;
}

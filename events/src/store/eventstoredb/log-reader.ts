import type { StoredEvent } from '../event-store.ts';
import type { Row } from '../whole-appends.ts';
import type { Pages } from './pages.ts';
import { fromWire, isOurs } from './wire.ts';

/** What part of the log to read; `wanted` leaves out further events of ours. */
export interface Stretch {
  /** Exclusive; 0n for the begin. */
  readonly after: bigint;
  /** Inclusive, in place of `after`. */
  readonly from?: bigint | undefined;
  readonly limit: number;
  readonly upTo?: bigint;
  readonly wanted?: (event: StoredEvent) => boolean;
}

/** Reads of our own events in the server's log, which holds many of its own as well. */
export interface LogReader {
  forwards(stretch: Stretch): Promise<Row[]>;
  /** Events below a position (undefined: from the end), last first. */
  backwards(below: bigint | undefined, limit: number): Promise<Row[]>;
  /** Position of our last event, 0n where there is none. */
  head(): Promise<bigint>;
}

/** Events the server wrote itself are passed by the thousand. */
const passing = 1_000;

export function openLogReader(pages: Pages): LogReader {
  /** Behind our event at `after` there is nothing of ours up to `to`: a quiet night leaves thousands of the server's own events there. */
  let quiet = { after: -1n, to: -1n };

  const forwards = async ({ after, from, limit, upTo, wanted }: Stretch): Promise<Row[]> => {
    const rows: Row[] = [];
    let at = from ?? (quiet.after === after ? quiet.to : after);
    let size = limit + 1;
    // A page begins with the event the one before ended with.
    let passed = from === undefined ? after : from - 1n;
    for (;;) {
      const page = await pages.log(at === 0n ? 'start' : at, 'forwards', size);
      for (const recorded of page) {
        const { commit: position } = recorded.position;
        if (upTo !== undefined && position > upTo) return rows;
        if (position <= passed || !isOurs(recorded)) continue;
        const { event, command } = fromWire(recorded);
        const row = { ...event, position, command };
        if (wanted && !wanted(row)) continue;
        rows.push(row);
        if (rows.length === limit) return rows;
      }
      at = page.at(-1)?.position.commit ?? at;
      passed = at > passed ? at : passed;
      if (page.length < size) {
        if (rows.length === 0 && from === undefined && !wanted && upTo === undefined) quiet = { after, to: at };
        return rows;
      }
      size = Math.max(limit + 1, passing);
    }
  };

  const backwards = async (below: bigint | undefined, limit: number): Promise<Row[]> => {
    const rows: Row[] = [];
    let at = below;
    let size = limit;
    for (;;) {
      const page = await pages.log(at ?? 'end', 'backwards', size);
      for (const recorded of page) {
        if (!isOurs(recorded)) continue;
        const { event, command } = fromWire(recorded);
        rows.push({ ...event, position: recorded.position.commit, command });
        if (rows.length === limit) return rows;
      }
      if (page.length < size) return rows;
      at = page.at(-1)!.position.commit;
      size = Math.max(limit, passing);
    }
  };

  const head = async (): Promise<bigint> => {
    const known = quiet;
    let end: bigint | undefined;
    let size = 1;
    for (let at: bigint | 'end' = 'end'; ;) {
      const page = await pages.log(at, 'backwards', size);
      end ??= page[0]?.position.commit ?? 0n;
      const place = page.find((event) => isOurs(event) || event.position.commit <= known.to);
      if (place) {
        const after = place.position.commit <= known.to ? known.after : place.position.commit;
        quiet = { after, to: end };
        return after;
      }
      if (page.length < size) return 0n;
      at = page.at(-1)!.position.commit;
      size = passing;
    }
  };

  return { forwards, backwards, head };
}

import { kindOf, type AnyEvent, type Metadata, type Recorded } from '@peremena/events';
import type { StoredEvent } from '@peremena/events/store';
import type { Lane } from './lane.ts';
import { meetPage, type Reading } from './meet.ts';
import { RowRefused, Stretch } from './merge.ts';
import { cellText, type Cell, type Projection, type Row } from './projection.ts';

/** A table in memory that stretches are carried out on, as the statements of rows.ts do it in Postgres. */
export class MemoryTable {
  readonly #rows = new Map<string, Record<string, Cell>>();
  readonly #model: Projection;
  constructor(model: Projection) {
    this.#model = model;
  }

  /** All of it, or nothing. */
  carryOut(stretch: Stretch): void {
    const inserted = [...stretch.rows].filter(([, change]) => change.kind === 'insert').map(([key]) => key);
    const taken = inserted.find((key) => this.#rows.has(key));
    if (taken !== undefined) throw new RowRefused(`row ${taken} exists`);
    const fresh = new Set(inserted);
    for (const [key, change] of stretch.rows) {
      const held = this.#rows.get(key);
      if (change.kind === 'remove') this.#rows.delete(key);
      else if (change.kind !== 'patch') this.#rows.set(key, { ...change.row });
      else if (held) {
        Object.assign(held, change.set);
        for (const [column, by] of Object.entries(change.by))
          held[column] = held[column] === null ? null : (held[column] as number) + by;
      }
    }
    for (const { where, set } of stretch.wheres.values()) {
      for (const [key, row] of this.#rows) {
        if (!fresh.has(key) && Object.entries(where).every(([column, value]) => row[column] === value))
          Object.assign(row, set);
      }
    }
  }

  /** All rows, in the order of their keys. */
  rows(): readonly Row[] {
    const { key } = this.#model;
    const text = (row: Row): string => key.map((column) => cellText(row[column])).join(' ');
    return [...this.#rows.values()].toSorted((a, b) => (text(a) < text(b) ? -1 : 1));
  }
}

/** An event of a specification: what happened, and where it matters the stream, the id, who and when. */
export type Given = AnyEvent & {
  readonly stream?: string;
  readonly id?: string;
  readonly metadata?: Partial<Metadata>;
};

const numbered = (kind: string, at: number): string => `${kind}000000-0000-4000-8000-${String(at).padStart(12, '0')}`;

/** Stored events with positions from 1, in one stream unless they name theirs; the id of the nth ends in n. */
export function stored(events: readonly Given[]): readonly StoredEvent[] {
  const revisions = new Map<string, bigint>();
  return events.map((event, index) => {
    const stream = event.stream ?? 'specification-1';
    const revision = revisions.get(stream) ?? 0n;
    revisions.set(stream, revision + 1n);
    const command = numbered('c0', index + 1);
    const metadata = {
      commandId: command,
      correlationId: command,
      causationId: command,
      actorId: null,
      actingAs: { role: 'system', fact: null },
      schoolId: null,
      at: '2026-09-01T08:00:00.000Z',
      schemaVersion: kindOf(event.type)?.version ?? 1,
      ...event.metadata,
    };
    const place = { id: event.id ?? numbered('e0', index + 1), stream, revision, position: BigInt(index + 1) };
    return { ...place, type: event.type, data: event.data, metadata } as unknown as StoredEvent;
  });
}

// Parsing has its own tests; here events are given as values that already have their shape.
const reading: Reading = {
  decode: (event) => event as unknown as Recorded<AnyEvent>,
  open: (events) => Promise.resolve(events),
};

/** `given([...events]).rows(model)`: the rows a read model has after these events, made by the code that runs in the projector. */
export function given(events: readonly Given[]): { rows(model: Projection): Promise<readonly Row[]> } {
  return {
    async rows(model) {
      const table = new MemoryTable(model);
      const lane = { model, position: 0n } as Lane;
      let stretch = new Stretch(model);
      for (const met of (await meetPage(reading, [lane], stored(events))).get(lane) ?? []) {
        if (met.poison !== undefined) throw new Error(`event ${met.position} cannot be projected: ${met.poison}`);
        if (!stretch.takes(met.operations)) {
          table.carryOut(stretch);
          stretch = new Stretch(model);
        }
        stretch.add(met.operations);
      }
      table.carryOut(stretch);
      return table.rows();
    },
  };
}

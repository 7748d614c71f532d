import type { AnyEvent, Recorded } from '@peremena/events';
import { CheckpointTaken, checkpoints } from './checkpoint.ts';
import { withinLimit } from './limit.ts';
import type { Sql } from './connection.ts';
import { RowRefused, Stretch } from './merge.ts';
import { tableOf, type Projection, type RowOperation } from './projection.ts';
import { statementOf, type ParkedRow, type Statement } from './rows.ts';

/** An event as a read model met it: the operations it gives, or why it gives none. */
export interface Met {
  readonly stream: string;
  readonly position: bigint;
  readonly id: string;
  readonly type: string;
  readonly event?: Recorded<AnyEvent>;
  readonly operations: readonly RowOperation[];
  readonly poison?: string;
}

/** Parking an event failed: the projector stops, since going on would lose the event. */
export class ParkingFailed extends Error {
  override readonly name = 'ParkingFailed';
}

export type Carry = (sql: Sql, statement: Statement) => Promise<boolean>;

/** Sends one statement; true when its checkpoint moved. */
export const carryOut: Carry = async (sql, { text, parameters }) => {
  const rows = await withinLimit(sql.unsafe<{ moved: number }[]>(text, parameters as string[], { prepare: true }));
  return rows[0]?.moved === 1;
};

// Errors of the values (data exceptions, broken constraints, a row too big): the event is at fault, not the link or the server.
export const dataError = (error: unknown): boolean => /^(22|23|54)/.test((error as { code?: string }).code ?? '');

interface Planned {
  readonly met: Met[];
  readonly stretch: Stretch;
  readonly parked: ParkedRow[];
  to: bigint;
}

/** Why an event was set aside, in words that hold no value of it. */
export function reasonOf(error: unknown): string {
  if (error instanceof RowRefused) return error.message;
  const {
    name = 'Error',
    code,
    constraint_name: constraint,
  } = error as { name?: string; code?: string; constraint_name?: string };
  return [name, code, constraint].filter(Boolean).join(' ');
}

/** One read model on its way through the log: its checkpoint, its parked streams, its table. */
export class Lane {
  readonly model: Projection;
  readonly table: string;
  position = 0n;
  readonly parkedStreams = new Set<string>();
  readonly #sql: Sql;
  readonly #carry: Carry;

  constructor(
    sql: Sql,
    model: Projection,
    { table = tableOf(model), carry = carryOut }: { table?: string; carry?: Carry } = {},
  ) {
    this.#sql = sql;
    this.model = model;
    this.table = table;
    this.#carry = carry;
  }

  /** Reads where the read model stands and which streams it has set aside. */
  async load(): Promise<void> {
    this.position = (await checkpoints(this.#sql, [this.table])).get(this.table) ?? 0n;
    const rows = await this.#sql<
      { stream: string }[]
    >`select distinct stream from parked_events where read_model = ${this.table}`;
    this.parkedStreams.clear();
    for (const row of rows) this.parkedStreams.add(row.stream);
  }

  /** Writes what a page of events does, and moves the checkpoint to `to`. A statement Postgres refuses is halved until the poison is found. */
  async write(page: readonly Met[], to: bigint): Promise<void> {
    let rest = page;
    do {
      const plan = this.#plan(rest, to);
      rest = rest.slice(plan.met.length);
      try {
        await this.#apply(plan);
      } catch (error) {
        if (!dataError(error)) throw error;
        await this.#halve(plan, error as Error);
      }
    } while (rest.length > 0);
  }

  async #halve(plan: Planned, error: Error): Promise<void> {
    const [first] = plan.met;
    if (!first || plan.parked.length === plan.met.length)
      throw new ParkingFailed(`${this.table}: ${reasonOf(error)}`, { cause: error });
    if (plan.met.length === 1) return this.write([{ ...first, poison: reasonOf(error), operations: [] }], plan.to);
    const middle = plan.met.length >> 1;
    const left = plan.met.slice(0, middle);
    await this.write(left, (left.at(-1) as Met).position);
    await this.write(plan.met.slice(middle), plan.to);
  }

  /** The longest run of events that one statement can carry out. */
  #plan(events: readonly Met[], to: bigint): Planned {
    const plan: Planned = { met: [], stretch: new Stretch(this.model), parked: [], to };
    const parking = new Set<string>();
    for (const met of events) {
      const earlier = this.parkedStreams.has(met.stream) || parking.has(met.stream);
      const reason = met.poison ?? (earlier ? 'an earlier event of the stream is parked' : undefined);
      if (reason !== undefined) {
        parking.add(met.stream);
        plan.parked.push({ stream: met.stream, position: met.position, eventId: met.id, type: met.type, reason });
      } else if (!plan.stretch.takes(met.operations)) {
        plan.to = (plan.met.at(-1) as Met).position;
        return plan;
      } else {
        try {
          plan.stretch.add(met.operations);
        } catch (error) {
          return this.#plan(
            events.map((one) => (one === met ? { ...met, operations: [], poison: reasonOf(error) } : one)),
            to,
          );
        }
      }
      plan.met.push(met);
    }
    return plan;
  }

  async #apply(plan: Planned): Promise<void> {
    const move = { table: this.table, from: this.position, to: plan.to };
    const statement = statementOf(this.model, move, plan.stretch, plan.parked);
    if (!(await this.#carry(this.#sql, statement))) {
      throw new CheckpointTaken(`${this.table} no longer stands at ${move.from}`);
    }
    this.position = plan.to;
    for (const { stream } of plan.parked) this.parkedStreams.add(stream);
  }
}

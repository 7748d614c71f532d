import type { Sql } from './connection.ts';
import { tableOf, type Projection } from './projection.ts';

/** How a read model stands: for the operator. */
export interface ReadModelStatus {
  readonly readModel: string;
  readonly version: number;
  readonly position: bigint;
  readonly parkedStreams: number;
  readonly parkedEvents: number;
}

/** An event a read model set aside: ids and a reason, no content. */
export interface ParkedEvent {
  readonly readModel: string;
  readonly stream: string;
  readonly position: bigint;
  readonly eventId: string;
  readonly type: string;
  readonly reason: string;
  readonly parkedAt: Date;
}

/** Where each read model stands in the log, and how much it has set aside. */
export async function status(sql: Sql, models: readonly Projection[]): Promise<readonly ReadModelStatus[]> {
  const rows = await sql<{ read_model: string; position: bigint; streams: number; events: number }[]>`
    select c.read_model, c.position, count(distinct p.stream)::int as streams, count(p.position)::int as events
    from checkpoints c left join parked_events p on p.read_model = c.read_model group by c.read_model`;
  const found = new Map(rows.map((row) => [row.read_model, row]));
  return models.map((model) => {
    const row = found.get(tableOf(model));
    return {
      readModel: model.name,
      version: model.version,
      position: row?.position ?? 0n,
      parkedStreams: row?.streams ?? 0,
      parkedEvents: row?.events ?? 0,
    };
  });
}

/** Every parked event, oldest first. */
export async function parkedEvents(sql: Sql): Promise<readonly ParkedEvent[]> {
  return sql<ParkedEvent[]>`
    select read_model as "readModel", stream, position, event_id as "eventId", type, reason, parked_at as "parkedAt"
    from parked_events order by position, read_model`;
}

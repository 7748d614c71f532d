import { timedStore, type EventStore } from '@peremena/events/store';
import { lag, readModels, status, tableNames, type Sql } from '@peremena/projections/queries';
import { createMiddleware } from 'hono/factory';
import { routePath } from 'hono/route';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Env } from '../core/parts.ts';

/** Figures of this process in the form Prometheus reads. They name routes, operations and read models, never people, ids or addresses. */
export interface Metrics {
  /** Times a request by its route: the pattern, not the path. */
  readonly requests: ReturnType<typeof createMiddleware<Env>>;
  /** The same store, timed. */
  timed(store: EventStore): EventStore;
  /** What is asked when somebody reads the figures. */
  watch(asked: Asked): void;
  /** Everything, as text. */
  text(): Promise<string>;
  readonly contentType: string;
}

interface Asked {
  readonly sql: Sql;
  readonly store: Pick<EventStore, 'readAll'>;
  /** Open event streams of people. */
  readonly listeners: () => number;
}

/** Bounds in seconds: from one statement to the longest time a request may take. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15];

/** How long a scrape waits for the database, in milliseconds: Prometheus itself gives up after ten seconds. */
const askFor = 3_000;

/**
 * What cannot be asked now (no database, or no projector has made its tables yet) is absent rather than old. The other figures are
 * told all the same: they are needed most when something is away.
 */
async function orAbsent(gauge: Gauge, ask: () => Promise<void>): Promise<void> {
  gauge.reset();
  const asked = ask().catch(() => gauge.reset());
  await Promise.race([asked, new Promise((done) => setTimeout(done, askFor).unref())]);
}

export function openMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry, prefix: 'peremena_' });
  const requests = new Histogram({
    name: 'peremena_request_seconds',
    help: 'Requests by route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets,
    registers,
  });
  const operations = new Histogram({
    name: 'peremena_log_seconds',
    help: 'Operations of the log by how they ended.',
    labelNames: ['operation', 'outcome'],
    buckets,
    registers,
  });
  return {
    requests: createMiddleware<Env>(async (c, next) => {
      const started = performance.now();
      await next();
      const labels = { method: c.req.method, route: routePath(c, -1), status: c.res.status };
      requests.observe(labels, (performance.now() - started) / 1000);
    }),
    timed: (store) =>
      timedStore(store, (operation, outcome, seconds) => operations.observe({ operation, outcome }, seconds)),
    watch({ sql, store, listeners }) {
      new Gauge({
        name: 'peremena_event_streams',
        help: 'Open event streams of people.',
        registers,
        collect() {
          this.set(listeners());
        },
      });
      new Gauge({
        name: 'peremena_read_model_lag_events',
        help: 'Events a read model is behind the log; 10000 is that or more.',
        labelNames: ['read_model'],
        registers,
        collect() {
          return orAbsent(this, async () => {
            for (const [table, events] of await lag(sql, store, tableNames)) this.set({ read_model: table }, events);
          });
        },
      });
      new Gauge({
        name: 'peremena_parked_events',
        help: 'Events a read model has set aside.',
        labelNames: ['read_model'],
        registers,
        collect() {
          return orAbsent(this, async () => {
            for (const { readModel, parkedEvents } of await status(sql, readModels))
              this.set({ read_model: readModel }, parkedEvents);
          });
        },
      });
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

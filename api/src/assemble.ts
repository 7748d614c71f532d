import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from '@peremena/events';
import { type EventStore, openEvents, sealEvents, type Vault } from '@peremena/events/store';
import {
  createWaiting,
  factsOfMany,
  readModels,
  secondFactorRuleOf,
  type Sql,
  zoneOf,
} from '@peremena/projections/queries';
import { pino, type Logger } from 'pino';
import { gathered } from './access/gathered.ts';
import { may } from './access/may.ts';
import { type AppParts, createApp } from './app.ts';
import type { AtWork } from './core/claimed-work.ts';
import { createOnce } from './core/once.ts';
import { commandHandler, type CommandHandler } from './core/handle-command.ts';
import type { FactSource, Parts, Sealing } from './core/parts.ts';
import { type FactorRules, factorRules } from './core/factor-rules.ts';
import { openTimetableJob, type TimetableJob } from './jobs/timetable-job.ts';
import { openLive } from './live/live.ts';
import { openJournal } from './looks/journal.ts';
import type { Metrics } from './metrics/metrics.ts';
import { type ExportJob, openExportJob } from './oneroster/exporting/job.ts';
import { openUndoJob } from './oneroster/taking-back/job.ts';
import { openUploadJob, type UploadJob } from './oneroster/uploading/job.ts';
import { HashingQueue } from './session/argon2.ts';
import { carryOutAll } from './request/carrying-out.ts';
import { openProvider, type Provider } from './session/provider/provider.ts';
import type { ProviderSettings } from './session/provider/settings.ts';
import { openSessions } from './session/sessions.ts';
import { Throttle } from './session/throttle.ts';
import { finishUnfinished } from './unfinished.ts';

export interface AssembleOptions {
  readonly store: EventStore;
  readonly vault: Vault;
  /** Read models, and the schema `api` of the same database. */
  readonly sql: Sql;
  readonly clock?: () => Date;
  readonly log?: Logger;
  /** Where schools that are taken out lie until they are fetched; a folder of this process unless said. */
  readonly exportsFolder?: string;
  /** Where files lie that schools are brought in from; a folder of this process unless said. */
  readonly uploadsFolder?: string;
  /** Takes down how long requests and operations of the log take. */
  readonly metrics?: Metrics;
  /** Requests that may be under way at once; see `AppParts`. */
  readonly underWay?: number;
  /** The provider one can sign in through, null for none; tests pass broken ones. */
  readonly provider?: ProviderSettings | Provider | null;
  /** Replaces parts; tests pass broken ones to see a check turn red. */
  readonly replace?: Partial<Parts>;
}

/** The API put together, without a server. */
export interface Api {
  readonly app: ReturnType<typeof createApp>;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly parts: Parts;
  /** Carries timetables and calendars out into lessons. It starts with the first hint of the projector, or when it is kicked. */
  readonly timetables: TimetableJob;
  /** Makes the files of schools that are taken out. */
  readonly exports: ExportJob;
  /** Looks through files that schools are brought in from, and carries them out. */
  readonly uploads: UploadJob;
  readonly undos: AtWork;
  /** Carries out commands without a request: import, demo. */
  readonly commands: CommandHandler;
  /** Finishes changes over many streams that began at least so many milliseconds ago; gives how many. */
  readonly finishUnfinished: (olderThanMs: number) => Promise<number>;
  /** Takes what the projector tells: how far the read models are, and what changed for whom. */
  readonly progress: (
    position: bigint,
    hints: readonly { readonly readModel: string; readonly topics: readonly string[] }[],
  ) => void;
  /** To be told of every link to the read models that ends: how far they are is looked up until the projector says it anew. */
  readonly linkEnded: () => void;
  /** Ends event streams and timers; the server can then close. */
  close(): void;
}

/** Puts the API together from an open log, vault and database. */
export function assembleApi({
  store: given,
  vault,
  sql,
  clock = () => new Date(),
  log = pino({ level: 'warn' }),
  metrics,
  underWay,
  exportsFolder = join(tmpdir(), `peremena-exports-${process.pid}`),
  uploadsFolder = join(tmpdir(), `peremena-uploads-${process.pid}`),
  provider = null,
  replace = {},
}: AssembleOptions): Api {
  const store = metrics?.timed(given) ?? given;
  const sealing = sealingBy(vault);
  const waiting = createWaiting(sql, readModels);
  const rules = factorRules((schoolId) => secondFactorRuleOf(sql, schoolId));
  const parts: Parts = {
    store,
    vault,
    sql,
    clock,
    log,
    may,
    looks: openJournal(sql, { log }),
    once: createOnce(),
    sealing,
    commands: commandHandler({ store, sealing }),
    facts: factSource(sql, clock, rules),
    waitFor: waiting.waitFor,
    ...replace,
  };
  const sessions = openSessions(sql);
  const live = openLive({ parts, standing: sessions.standing });
  const timetables = openTimetableJob(parts);
  const exports = openExportJob(parts, exportsFolder);
  const uploads = openUploadJob(parts, uploadsFolder);
  const undos = openUndoJob(parts);
  const all: AppParts = {
    parts,
    timetables,
    exports,
    uploads,
    undos,
    live,
    sessions,
    provider: provider && ('settings' in provider ? provider : openProvider(provider)),
    throttle: new Throttle(clock),
    hashing: new HashingQueue(),
    notReady: () => notReady(parts),
    ...(metrics ? { timed: metrics.requests } : {}),
    ...(underWay === undefined ? {} : { underWay }),
  };
  metrics?.watch({ sql, store: given, listeners: () => live.size });
  const app = createApp(all);
  const finishing = () =>
    carryOutAll({ ...parts, live, exports, uploads, undos }).catch((error: unknown) =>
      log.warn({ err: error }, 'requests could not be finished'),
    );
  const finisher = setInterval(() => void finishing(), 30_000);
  finisher.unref();
  const tidying = setInterval(() => void sessions.deleteExpired().catch(() => undefined), 60 * 60_000);
  tidying.unref();

  return {
    app,
    fetch: async (request) => app.fetch(request),
    parts,
    timetables,
    exports,
    uploads,
    undos,
    commands: parts.commands,
    finishUnfinished: (olderThanMs) => finishUnfinished(parts, olderThanMs),
    progress(position, hints) {
      waiting.noticed(position);
      if (hints.some(({ readModel }) => readModel === 'setting_changes')) rules.forget();
      live.publish(hints.map((hint) => ({ ...hint, position })));
      if (hints.some(({ readModel }) => readModel === 'timetable_work')) timetables.kick();
    },
    linkEnded: waiting.doubt,
    close() {
      clearInterval(tidying);
      timetables.close();
      exports.close();
      uploads.close();
      undos.close();
      clearInterval(finisher);
      live.close();
    },
  };
}

/** Sealing and opening by a vault. */
export function sealingBy(vault: Vault): Sealing {
  return {
    async seal(stream, events) {
      return (await sealEvents(vault, stream, events)).map(({ data }) => data);
    },
    async open(events) {
      return (await openEvents(vault, events)).map(decode);
    },
  };
}

function factSource(sql: Sql, clock: () => Date, rules: FactorRules): FactSource {
  const zones = new Map<string, { readonly zone: string | null; readonly until: number }>();
  return {
    factorRuleOf: rules.of,
    ofPerson: gathered((personIds) => factsOfMany(sql, personIds), []),
    ofPeople: (personIds) => factsOfMany(sql, personIds),
    async zoneOf(schoolId) {
      const now = clock().getTime();
      const known = zones.get(schoolId);
      if (known && now < known.until) return known.zone;
      const zone = await zoneOf(sql, schoolId);
      if (zone !== null) zones.set(schoolId, { zone, until: now + 60_000 });
      return zone;
    },
  };
}

async function notReady({ store, sql, waitFor }: Parts): Promise<readonly string[]> {
  const late = <T>(asked: Promise<T>) =>
    Promise.race([
      asked,
      new Promise<never>((_, refuse) => setTimeout(() => refuse(new Error('late')), 2_000).unref()),
    ]);
  const check = (name: string, asked: Promise<unknown>) =>
    late(asked).then(
      () => [],
      () => [name],
    );
  const readModelsFollow = async () => {
    if (!(await waitFor([], await store.head(), 1_500))) throw new Error('behind');
  };
  const found = await Promise.all([
    check('log', store.head()),
    check(
      'sessions',
      sql`select 1 from api.sessions limit 1`.then((rows) => rows),
    ),
    check('read models', readModelsFollow()),
  ]);
  return found.flat();
}

import type { SchoolId } from '@peremena/events';
import type { EventStore, Vault } from '@peremena/events/store';
import type { CommandHandler } from '../core/handle-command.ts';
import type { Sealing } from '../core/parts.ts';
import { appending, type Carry, type CarryOutOptions, carryOut, trying } from './carrying-out/carry-out.ts';
import { type Change, type Counts, type Fates, fatesOf } from './carrying-out/fates.ts';
import { makeKeys } from './carrying-out/keys.ts';
import type { Finding } from './finding.ts';
import { type Binding, boundIdentity, boundSource, readBinding } from './plan/binding.ts';
import type { Newcomer } from './plan/newcomers.ts';
import { type Identity, identityOf, matchedIdentity, sourceOf } from './plan/identity.ts';
import { plan, type Plan } from './plan/plan.ts';
import { readElsewhere, schoolsHere } from './plan/read-elsewhere.ts';
import type { Log } from './plan/log.ts';
import { readStanding } from './plan/read-standing.ts';
import { nothingStands } from './plan/standing.ts';
import { nobodyMatched } from './plan/who.ts';
import type { StatedEncoding } from './reading/decode.ts';
import { limits as defaults, type Limits } from './reading/limits.ts';
import { openBundle } from './reading/open-bundle.ts';
import { type BundleRead, readBundle } from './reading/read-bundle.ts';
import { recordBegin, recordEnd, sourceOfSystem } from './records.ts';
import { readMatches } from './who/matches.ts';
import { readWho, type Said, type WhoRead } from './who/read-who.ts';
import { countSignIns, firstSignIns, type SignInsMade } from './sign-in-file.ts';

export interface PlanReadOptions {
  readonly clock: () => Date;
  /** Time zone of schools that are new. */
  readonly timeZone: string;
  /** Whose bundle it is, where the bundle itself does not say. */
  readonly source?: string | undefined;
  /** The school here that the one school of the bundle is. Needs `log`. */
  readonly school?: SchoolId | undefined;
  /** Where a set of changes finds what it refers to. */
  readonly log?: Log;
  /** What a person said who people of the bundle are. */
  readonly said?: Said;
  /** Database with the schema `api`, where a set of changes finds the source of the bundle it belongs to. */
  readonly sql?: Database;
}

export interface BundleOptions extends PlanReadOptions {
  /** A zip archive or a folder. */
  readonly path: string;
  /** How files are written that are neither UTF-8 nor UTF-16. */
  readonly encoding?: StatedEncoding | undefined;
}

type Database = Parameters<typeof firstSignIns>[0];

interface Told {
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface ImportOptions extends Told {
  readonly commands: CommandHandler;
  readonly vault: Pick<Vault, 'findOrMake'>;
  /** Database with the schema `api`, for first sign-ins. */
  readonly sql: Database;
  /** A file that does not exist yet, for first sign-ins; nobody gets one where it is left out. */
  readonly signInFile?: string;
  /** The id of this import, a new one unless said. */
  readonly run?: string;
  readonly clock: () => Date;
  /** How the bundle's file is called, for the list of imports. */
  readonly fileName: string;
}

export interface TryOptions extends Told {
  readonly store: Pick<EventStore, 'readStream'>;
  readonly sealing: Pick<Sealing, 'open'>;
  /** Where it is looked up who has a sign-in; none are foretold where it is left out. */
  readonly sql?: Database;
}

/** Findings one after another, and how many they are. */
export type Findings<F extends Finding = Finding> = Iterable<F> & { readonly length: number };

export interface ImportReport extends Omit<Counts, 'aside'> {
  /** Of the import in the list of imports; null for a dry run. */
  readonly id: string | null;
  /** Rows with no place here: districts, courses nobody is taught, roles that are no posts. */
  readonly leftAside: number;
  /** Whose bundle it is, as `--source` takes it. */
  readonly source: string;
  readonly byFile: Readonly<Record<string, Counts>>;
  /** These three lie on the shelf of the plan, and can be read until it is closed. */
  readonly changes: Findings<Change>;
  readonly refusals: Findings;
  readonly notes: Findings;
  readonly signIns: { readonly file: string | null; readonly count: number };
  /** Seconds from the first command to the last sign-in. */
  readonly seconds: number;
}

const today = (now: Date, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);

/** Reads the files of a bundle onto a shelf, which the caller closes. Throws `BundleRefused` where the bundle as a whole cannot be trusted. */
export async function readPath(path: string, encoding?: StatedEncoding, limits?: Limits): Promise<BundleRead> {
  const bundle = await openBundle(path, limits);
  try {
    return await readBundle(bundle, limits ?? defaults, encoding);
  } finally {
    await bundle.close();
  }
}

/** A plan of a bundle, and whom a person has to decide about first. */
export interface Planned {
  readonly plan: Plan;
  readonly proposals: WhoRead['proposals'];
}

/** Plans what was read of a OneRoster bundle, 1.1 or 1.2, whole or a set of changes. Throws `BundleRefused` as well. The plan lies on the same shelf. */
export async function planRead(
  read: BundleRead,
  { clock, timeZone, source: stated, school, log, said = () => undefined, sql }: PlanReadOptions,
): Promise<Planned> {
  const { delta, system } = read.manifest;
  const at = today(clock(), timeZone);
  const binding = school !== undefined && log ? await readBinding(log, school) : null;
  const source = binding ? boundSource(binding.schoolId, system) : await sourceBy(read, { stated, sql });
  const own = binding ? boundIdentity(source, binding, read) : identityOf(source);
  const before = log ? await readMatches(log, own) : new Map<never, never>();
  const named =
    delta && log
      ? await readStanding(read, matchedIdentity(own, before), log, binding?.schoolId ?? null)
      : nothingStands;
  const there = Array.from(named.schools.values(), ({ id }) => id);
  const schools = log ? await schoolsOf(read, own, { log, binding, there }) : [];
  const elsewhere = log && !binding ? await readElsewhere(read, own, log, schools) : named.elsewhere;
  const { who, matches, proposals } = log
    ? await readWho(read, { own, matches: before, schools, log, today: at, said })
    : nobodyAsked;
  const identity = matchedIdentity(own, matches);
  const standing = { ...named, elsewhere };
  return { plan: plan(read, { today: at, timeZone, source, standing, who, identity, binding }), proposals };
}

const nobodyAsked: WhoRead = { who: nobodyMatched, matches: new Map(), proposals: [] };

async function sourceBy(
  read: BundleRead,
  { stated, sql }: { readonly stated: string | undefined; readonly sql: Database | undefined },
): Promise<string> {
  const { delta, system } = read.manifest;
  const own = sourceOf(read);
  const known = delta && own === '' && sql ? await sourceOfSystem(sql, system) : null;
  return stated ?? known ?? own;
}

/** The schools that are here and that a bundle reaches. */
async function schoolsOf(
  { tables }: BundleRead,
  identity: Identity,
  { log, binding, there }: { log: Log; binding: Binding | null; there: readonly SchoolId[] },
): Promise<readonly SchoolId[]> {
  if (binding) return [binding.schoolId];
  const named = Array.from(tables.orgs.rows, ({ cells }) => identity.school(cells.sourcedId ?? ''));
  return schoolsHere([...new Set([...named, ...there])], log);
}

/** Reads a bundle and plans it. */
export async function planBundle({ path, encoding, ...options }: BundleOptions): Promise<Plan> {
  return (await planRead(await readPath(path, encoding), options)).plan;
}

/** Carries out a plan. Run again it changes only what is different; ended in the middle it is finished that way. */
export async function importPlan(made: Plan, options: ImportOptions): Promise<ImportReport> {
  const { commands, clock, vault, sql, signInFile, fileName, run = crypto.randomUUID() } = options;
  const { onAppend, positions } = positioning();
  const report = await bringIn(made, {
    ...options,
    id: run,
    makeKeys: (owners) => vault.findOrMake(owners),
    begin: (plan) => recordBegin(sql, { id: run, fileName, begunAt: clock(), plan }),
    carry: appending({ commands, clock, run, onAppend }),
    ...(signInFile === undefined
      ? {}
      : { signIns: (newcomers, note) => firstSignIns(sql, newcomers, signInFile, note) }),
  });
  await recordEnd(sql, run, { ...report, endedAt: clock(), positions: positions() });
  return report;
}

/** What of a plan is taken down when it is begun. */
export interface Begun extends Pick<Plan, 'source' | 'system' | 'delta'> {
  /** How many commands are asked for. */
  readonly wishes: number;
}

/** How a plan is carried out. */
export interface BringInOptions extends Told {
  readonly id: string;
  readonly makeKeys: Parameters<typeof makeKeys>[0];
  /** Told before the first command. */
  readonly begin: (plan: Begun) => Promise<void>;
  readonly carry: Carry;
  /** Gives first sign-ins; nobody gets one where it is left out. */
  readonly signIns?: (newcomers: Iterable<Newcomer>, note: Fates['note']) => Promise<SignInsMade>;
}

/** Carries out a plan by hands that may be in another thread. */
export async function bringIn(made: Plan, options: BringInOptions): Promise<ImportReport> {
  const started = performance.now();
  const told = progressOf(made, options);
  await makeKeys(options.makeKeys, made.batches);
  const { source, system, delta, wishes } = made;
  await options.begin({ source, system, delta, wishes });
  const outcomes = await carryOut(made.batches, options.carry, told);
  const fates = fatesOf(made, outcomes);
  const signIns = (await options.signIns?.(welcome(made, fates), fates.note)) ?? noSignIns;
  return reportOf(made, fates, signIns, { id: options.id, started });
}

/** Takes down of appends between which places in the log they are; null where there was none. */
export function positioning() {
  let positions: { first: bigint; last: bigint } | null = null;
  const onAppend = ({ first, last }: { first: bigint; last: bigint }) => {
    positions = {
      first: positions && positions.first < first ? positions.first : first,
      last: positions && positions.last > last ? positions.last : last,
    };
  };
  return { onAppend, positions: () => positions };
}

/** What `importPlan` would do with a plan now, and how it would end; writes nothing. */
export async function tryPlan(made: Plan, options: TryOptions): Promise<ImportReport> {
  const started = performance.now();
  const outcomes = await carryOut(made.batches, trying(options), progressOf(made, options));
  const fates = fatesOf(made, outcomes);
  const signIns = options.sql ? await countSignIns(options.sql, welcome(made, fates), fates.note) : noSignIns;
  return reportOf(made, fates, signIns, { id: null, started });
}

const noSignIns: SignInsMade = { file: null, count: 0 };

function progressOf({ wishes: total }: Plan, { onProgress, signal }: Told): CarryOutOptions {
  onProgress?.(0, total);
  return { onProgress: (done) => onProgress?.(done, total), ...(signal ? { signal } : {}) };
}

function* welcome({ newcomers }: Plan, { isRefused }: Fates): Generator<Newcomer> {
  for (const one of newcomers) if (!isRefused(one.row)) yield one;
}

function reportOf(
  { source }: Plan,
  { counts, byFile, changes, refusals, notes }: Fates,
  signIns: SignInsMade,
  { id, started }: { readonly id: string | null; readonly started: number },
): ImportReport {
  const { aside: leftAside, ...rest } = counts;
  return {
    id,
    ...rest,
    leftAside,
    source,
    ...{ byFile, changes, refusals, notes, signIns },
    seconds: Math.round(performance.now() - started) / 1000,
  };
}

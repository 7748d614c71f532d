import type { Vault } from '@peremena/events/store';
import type { CommandHandler } from '../core/handle-command.ts';
import { carryOut } from './carrying-out/carry-out.ts';
import { type Counts, fatesOf } from './carrying-out/fates.ts';
import { makeKeys } from './carrying-out/keys.ts';
import type { Finding } from './finding.ts';
import { plan, type Plan } from './plan/plan.ts';
import { openBundle } from './reading/open-bundle.ts';
import { readBundle } from './reading/read-bundle.ts';
import { firstSignIns } from './sign-in-file.ts';

export interface BundleOptions {
  /** A zip archive or a folder. */
  readonly path: string;
  readonly clock: () => Date;
  /** Time zone of schools that are new. */
  readonly timeZone: string;
  /** Whose bundle it is, where the bundle itself does not say. */
  readonly source?: string | undefined;
}

export interface ImportOptions {
  readonly commands: CommandHandler;
  readonly vault: Pick<Vault, 'findOrMake'>;
  /** Database with the schema `api`, for first sign-ins. */
  readonly sql: Parameters<typeof firstSignIns>[0];
  /** A file that does not exist yet, for first sign-ins. */
  readonly signInFile: string;
  readonly clock: () => Date;
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

export interface ImportReport extends Omit<Counts, 'aside'> {
  /** Rows with no place here: districts, courses nobody is taught, roles that are no posts. */
  readonly leftAside: number;
  readonly byFile: Readonly<Record<string, Counts>>;
  readonly refusals: readonly Finding[];
  readonly notes: readonly Finding[];
  readonly signIns: { readonly file: string | null; readonly count: number };
  /** Seconds from the first command to the last sign-in. */
  readonly seconds: number;
}

const today = (now: Date, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);

/** Reads the rostering part of a OneRoster bundle, 1.1 or 1.2. Throws `BundleRefused` where the bundle as a whole cannot be trusted. */
export async function planBundle({ path, clock, timeZone, source }: BundleOptions): Promise<Plan> {
  const bundle = await openBundle(path);
  try {
    return plan(await readBundle(bundle), { today: today(clock(), timeZone), timeZone, source });
  } finally {
    await bundle.close();
  }
}

/** Carries out a plan. Run again it changes only what is different; ended in the middle it is finished that way. */
export async function importPlan(made: Plan, options: ImportOptions): Promise<ImportReport> {
  const { commands, clock, vault, sql, onProgress, signal } = options;
  const started = performance.now();
  const total = made.batches.reduce((sum, batch) => sum + batch.wishes.length, 0);
  onProgress?.(0, total);
  await makeKeys(vault, made.batches);
  const outcomes = await carryOut(made.batches, {
    commands,
    clock,
    run: crypto.randomUUID(),
    onProgress: (done) => onProgress?.(done, total),
    ...(signal ? { signal } : {}),
  });
  const { counts, byFile, refusals, notes } = fatesOf(made, outcomes);
  const refused = new Set(refusals.map(({ file, line }) => `${file}:${line}`));
  const welcome = made.newcomers.filter(({ row }) => !refused.has(`${row.file}:${row.line}`));
  const { file, count, notes: remarks } = await firstSignIns(sql, welcome, options.signInFile);
  const { aside: leftAside, ...rest } = counts;
  return {
    ...rest,
    leftAside,
    byFile,
    refusals,
    notes: [...notes, ...remarks],
    signIns: { file, count },
    seconds: Math.round(performance.now() - started) / 1000,
  };
}

import { type Parts } from '../core/parts.ts';
import { carryOutTimetable } from './carry-out-timetable.ts';
import { unfinishedTimetables } from '@peremena/projections/queries';

/** How far a timetable is carried out: lessons written of those to write. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Carries calendars and timetables out into lessons, one school after the other. */
export interface TimetableJob {
  /** Looks whether there is something to do; while it works, it looks once more afterwards. */
  kick(): void;
  /** Resolves when nothing is left that is known of. */
  idle(): Promise<void>;
  progressOf(schoolId: string): Progress | null;
  close(): void;
}

export type JobParts = Pick<Parts, 'sql' | 'store' | 'commands' | 'waitFor' | 'clock' | 'log'>;

const againMs = 5_000;

/** Opens the job. What is to be done follows from the log alone, so that after a crash the next kick goes on. */
export function openTimetableJob(parts: JobParts): TimetableJob {
  const progress = new Map<string, Progress>();
  let running: Promise<void> | null = null;
  let again = false;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  async function work(): Promise<void> {
    do {
      again = false;
      for (const unfinished of await unfinishedTimetables(parts.sql)) {
        if (closed) return;
        await carryOutTimetable(
          parts,
          unfinished,
          (told) => progress.set(unfinished.schoolId, told),
          () => closed,
        );
        progress.delete(unfinished.schoolId);
      }
    } while (again && !closed);
  }

  const job: TimetableJob = {
    kick() {
      if (closed) return;
      again = true;
      running ??= work()
        .catch((error: unknown) => {
          parts.log.error({ err: error }, 'a timetable could not be carried out yet');
          timer = setTimeout(() => job.kick(), againMs);
          timer.unref();
        })
        .finally(() => {
          running = null;
        });
    },
    async idle() {
      while (running) await running;
    },
    progressOf: (schoolId) => progress.get(schoolId) ?? null,
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
  return job;
}

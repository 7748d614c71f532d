import { Worker } from 'node:worker_threads';
import { answering, type Answers, asking } from '../../core/thread-calls.ts';
import { BundleRefused, type Finding } from '../finding.ts';
import type { Reason } from '../reasons.ts';
import type { Hands, Piece, Worked } from './work.ts';

/** What the thread asks for. */
export type HandsOver = Hands['store'] & Hands['sealing'] & Pick<Hands, 'makeKeys' | 'begin' | 'carry'> & Answers;
/** What it is asked. */
export interface Orders extends Answers {
  readonly work: (piece: Piece) => Promise<{ readonly worked: Worked } | { readonly refused: Finding }>;
}

/** Looks through files and brings them in, one after another; see `work`. */
export interface Beside {
  work(piece: Piece, hands: Hands, signal: AbortSignal): Promise<Worked>;
  close(): void;
}

/** A file that needs more is refused, where it would otherwise end the process that serves a school. */
const heapMb = 320;
/** A thread takes a second to begin; after so long without work it ends, and gives its memory back. */
const restMs = 30_000;

/**
 * Works in a thread of its own, so that pages do not wait meanwhile. What the log says and what commands lead to is asked of this one, in small
 * pieces. Throws `BundleRefused`, and the reason of the signal when that aborts: the thread ends in the middle then.
 */
export function openBeside(): Beside {
  let thread: Thread | null = null;
  let resting: NodeJS.Timeout | undefined;

  const end = async (): Promise<void> => {
    const ending = thread;
    thread = null;
    await ending?.end();
  };
  return {
    async work(piece, hands, signal) {
      signal.throwIfAborted();
      clearTimeout(resting);
      thread ??= openThread();
      try {
        const result = await thread.work(piece, hands, signal);
        if ('worked' in result) return result.worked;
        const { code, ...place } = result.refused;
        throw new BundleRefused(code as Reason, place);
      } catch (error) {
        // What is left half done in it goes with it.
        if (!(error instanceof BundleRefused) || error.finding.code === 'memory_short') await end();
        throw error;
      } finally {
        resting = setTimeout(() => void end(), restMs);
        resting.unref();
      }
    },
    close() {
      clearTimeout(resting);
      void end();
    },
  };
}

type Thread = ReturnType<typeof openThread>;

function openThread() {
  const thread = new Worker(new URL('./thread.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
  });
  const over = Promise.withResolvers<never>();
  // Nobody may be waiting when it ends.
  over.promise.catch(() => undefined);
  thread.on('error', (error: NodeJS.ErrnoException) =>
    over.reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new BundleRefused('memory_short') : error),
  );
  thread.on('exit', (code) => over.reject(new Error(`the thread ended with ${code}`)));
  let hands: Hands | null = null;
  const own = (): Hands => {
    if (!hands) throw new Error('nothing is being worked on');
    return hands;
  };
  const answers: Pick<
    HandsOver,
    'head' | 'readStream' | 'readSchool' | 'readAll' | 'open' | 'makeKeys' | 'begin' | 'carry'
  > = {
    head: () => own().store.head(),
    readStream: (stream, options) => own().store.readStream(stream, options),
    readSchool: (school, range) => own().store.readSchool(school, range),
    readAll: (options) => own().store.readAll(options),
    open: (events) => own().sealing.open(events),
    makeKeys: (owners) => own().makeKeys(owners),
    begin: (plan) => own().begin(plan),
    carry: (batch, wishes, start) => own().carry(batch, wishes, start),
  };
  answering(thread, answers);
  const ask = asking<Orders>(thread);
  return {
    async work(piece: Piece, given: Hands, signal: AbortSignal) {
      const aborted = Promise.withResolvers<never>();
      const abort = (): void => aborted.reject(signal.reason as Error);
      signal.addEventListener('abort', abort, { once: true });
      hands = given;
      thread.ref();
      try {
        return await Promise.race([ask('work', piece), over.promise, aborted.promise]);
      } finally {
        hands = null;
        thread.unref();
        signal.removeEventListener('abort', abort);
      }
    },
    end: () => thread.terminate(),
  };
}

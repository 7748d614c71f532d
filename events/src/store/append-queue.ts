import { sendBatch, settle, waiting, type Verdict, type Waiting } from './batch.ts';
import { OutcomeUnknown, StoreUnavailable } from './errors.ts';
import type { Appended, AppendRequest } from './event-store.ts';
import { appendFailure } from './failures.ts';
import type { Pool } from './pool.ts';

/** How much one statement carries, how many are under way at once, and how much may wait. */
export interface QueueLimits {
  readonly batchAppends: number;
  readonly batchBytes: number;
  readonly lanes: number;
  readonly waitingAppends: number;
  readonly waitingBytes: number;
  readonly timeLimitMs: number;
}

export const queueLimits: QueueLimits = {
  batchAppends: 500,
  batchBytes: 2_000_000,
  lanes: 2,
  waitingAppends: 10_000,
  waitingBytes: 64_000_000,
  timeLimitMs: 10_000,
};

/** Appends that wait go out together, one statement a batch; two appends to one stream are never under way at once. */
export function createAppendQueue(pool: Pool, limits: QueueLimits) {
  let queue: Waiting[] = [];
  let bytes = 0;
  let underWay = 0;
  let planned = false;
  const busy = new Set<string>();

  const plan = (): void => {
    if (planned) return;
    planned = true;
    // All that arrives in one turn of the event loop shares a statement.
    setImmediate(() => {
      planned = false;
      while (underWay < limits.lanes) {
        const batch = take();
        if (batch.length === 0) return;
        void send(batch);
      }
    });
  };

  const take = (): Waiting[] => {
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    const soon = performance.now() + limits.timeLimitMs / 10;
    let size = 0;
    for (const [index, append] of queue.entries()) {
      if (batch.length >= limits.batchAppends) {
        left.push(...queue.slice(index));
        break;
      }
      const { stream, command } = append.request;
      const keys = [stream, command.id];
      const full = batch.length > 0 && size + append.checked.bytes > limits.batchBytes;
      if (append.until < soon) {
        bytes -= append.checked.bytes;
        append.reject(new StoreUnavailable('the log is too busy'));
      } else if (full || keys.some((key) => busy.has(key))) {
        left.push(append);
      } else {
        keys.forEach((key) => busy.add(key));
        size += append.checked.bytes;
        bytes -= append.checked.bytes;
        batch.push(append);
      }
    }
    queue = left;
    return batch;
  };

  const send = async (batch: readonly Waiting[]): Promise<void> => {
    underWay += 1;
    try {
      await attempt(batch);
    } finally {
      underWay -= 1;
      for (const { request } of batch) {
        busy.delete(request.stream);
        busy.delete(request.command.id);
      }
    }
    if (queue.length > 0) plan();
  };

  const attempt = async (batch: readonly Waiting[]): Promise<void> => {
    const until = Math.min(...batch.map((append) => append.until));
    let verdicts: readonly Verdict[];
    try {
      verdicts = await pool.run((sql) => sendBatch(sql, batch), Math.max(1, until - performance.now()));
    } catch (error) {
      const failure = appendFailure(error);
      const shared = failure instanceof OutcomeUnknown || failure instanceof StoreUnavailable;
      // The server refused the statement as a whole: alone, each append gets its own verdict.
      if (!shared && batch.length > 1) for (const append of batch) await attempt([append]);
      else for (const append of batch) append.reject(failure);
      return;
    }
    verdicts.forEach((verdict, index) => settle(batch[index]!, verdict));
  };

  return {
    append: (request: AppendRequest): Promise<Appended> =>
      new Promise((resolve, reject) => {
        const append = waiting(request, performance.now() + limits.timeLimitMs, { resolve, reject });
        if (queue.length >= limits.waitingAppends || bytes + append.checked.bytes > limits.waitingBytes) {
          throw new StoreUnavailable('too many appends wait');
        }
        queue.push(append);
        bytes += append.checked.bytes;
        plan();
      }),
  };
}

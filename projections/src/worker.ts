import { Worker } from 'node:worker_threads';
import type { Hint } from './core/hint.ts';
import type { ProjectorOptions } from './projector.ts';

export type { Hint } from './core/hint.ts';
export type { ProjectorOptions } from './projector.ts';

/** Messages to the projector's thread. */
export type ToProjector =
  | { readonly kind: 'stop' }
  | { readonly kind: 'rebuild'; readonly id: number; readonly names: readonly string[] | 'all' };

/** Messages from it. Positions are of the log; hints say what changed for whom and carry no content. */
export type FromProjector =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly position: bigint; readonly hints: readonly Hint[] }
  | { readonly kind: 'rebuilding'; readonly id: number; readonly position: bigint }
  | { readonly kind: 'rebuilt'; readonly id: number; readonly events: number }
  | { readonly kind: 'refused'; readonly id: number; readonly message: string }
  | { readonly kind: 'troubled'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };

export interface ProjectorListener {
  /** Every read model has reached `position`; `hints` name the topics that changed on the way. */
  readonly progress: (position: bigint, hints: readonly Hint[]) => void;
  /** The projector stopped and will not go on by itself: an event of an unknown type, or parking failed. */
  readonly failed: (message: string) => void;
  /** Something went wrong and is tried again: for the log. */
  readonly troubled?: (message: string) => void;
}

/** The projector in its own thread. */
export interface Projector {
  /** Settles when tables exist and the projector has begun (or waits for another one to end). */
  readonly ready: Promise<void>;
  /** Rebuilds read models beside the live ones and switches them; gives the number of events read. */
  rebuild(names: readonly string[] | 'all', progress?: (position: bigint) => void): Promise<number>;
  /** Ends after the statement under way. */
  stop(): Promise<void>;
}

interface Waiting {
  readonly resolve: (events: number) => void;
  readonly reject: (error: Error) => void;
  readonly progress: ((position: bigint) => void) | undefined;
}

/** Starts the one projector of this process. */
export function startProjector(options: ProjectorOptions, listener: ProjectorListener): Projector {
  // A page of events lives about as long as it takes to write it: with room for one it is never copied about by the collector.
  const resourceLimits = { maxYoungGenerationSizeMb: 96 };
  const thread = new Worker(new URL('./thread.ts', import.meta.url), { workerData: options, resourceLimits });
  const send = (message: ToProjector): void => thread.postMessage(message);
  const rebuilds = new Map<number, Waiting>();
  const ready = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<void>();
  let stopping = false;
  let lastId = 0;
  ready.promise.catch(() => undefined);

  const end = (reason: string): void => {
    ready.reject(new Error(reason));
    for (const { reject } of rebuilds.values()) reject(new Error(reason));
    rebuilds.clear();
    ended.resolve();
  };
  thread.on('message', (message: FromProjector) => {
    switch (message.kind) {
      case 'ready':
        return ready.resolve();
      case 'progress':
        return listener.progress(message.position, message.hints);
      case 'rebuilding':
        return rebuilds.get(message.id)?.progress?.(message.position);
      case 'rebuilt':
        rebuilds.get(message.id)?.resolve(message.events);
        return void rebuilds.delete(message.id);
      case 'refused':
        rebuilds.get(message.id)?.reject(new Error(message.message));
        return void rebuilds.delete(message.id);
      case 'troubled':
        return listener.troubled?.(message.message);
      case 'failed':
        return listener.failed(message.message);
    }
  });
  thread.on('error', (error: Error) => {
    if (!stopping) listener.failed(String(error));
    end(String(error));
  });
  thread.on('exit', () => end('the projector has ended'));

  return {
    ready: ready.promise,
    rebuild(names, progress) {
      const { promise, resolve, reject } = Promise.withResolvers<number>();
      lastId += 1;
      rebuilds.set(lastId, { resolve, reject, progress });
      send({ kind: 'rebuild', id: lastId, names });
      return promise;
    },
    async stop() {
      stopping = true;
      send({ kind: 'stop' });
      await ended.promise;
    },
  };
}

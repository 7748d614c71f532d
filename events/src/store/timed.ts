import type { EventStore } from './event-store.ts';

export type StoreOperation = 'append' | 'findCommand' | 'readStream' | 'readAll' | 'readSchool' | 'head';

/** Told of every operation when it ends: how long it took in seconds, and how it ended (`done`, or the name of the error). */
export type TellTime = (operation: StoreOperation, outcome: string, seconds: number) => void;

/** The same store, with each operation timed. */
export function timedStore(store: EventStore, tell: TellTime): EventStore {
  const timed =
    <A extends readonly unknown[], T>(operation: StoreOperation, act: (...args: A) => Promise<T>) =>
    async (...args: A): Promise<T> => {
      const started = performance.now();
      const ended = (outcome: string): void => tell(operation, outcome, (performance.now() - started) / 1000);
      try {
        const answer = await act(...args);
        ended('done');
        return answer;
      } catch (error) {
        ended(error instanceof Error ? error.name : 'error');
        throw error;
      }
    };
  return {
    ...store,
    append: timed('append', store.append.bind(store)),
    findCommand: timed('findCommand', store.findCommand.bind(store)),
    readStream: timed('readStream', store.readStream.bind(store)),
    readAll: timed('readAll', store.readAll.bind(store)),
    readSchool: timed('readSchool', store.readSchool.bind(store)),
    head: timed('head', store.head.bind(store)),
  };
}

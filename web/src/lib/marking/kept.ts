import type { Write } from './wish.ts';

/** Where unsent writes survive a reload: ids and marks, never a name. */
export interface Kept {
  put(write: Write): void;
  drop(id: string): void;
  all(): Write[];
}

/** Keeps the writes of one person in the browser's storage, each under a key of its own so that tabs do not disturb each other. */
export function keptIn(storage: Storage, personId: string): Kept {
  const prefix = `peremena.write.${personId}.`;
  return {
    put: (write) => {
      try {
        storage.setItem(prefix + write.id, JSON.stringify({ ...write, at: Date.now() }));
      } catch {
        // A full or forbidden storage costs only survival of a reload.
      }
    },
    drop: (id) => storage.removeItem(prefix + id),
    all: () =>
      Array.from({ length: storage.length }, (_, index) => storage.key(index))
        .filter((key) => key?.startsWith(prefix))
        .flatMap((key) => read(storage, key ?? ''))
        .toSorted((a, b) => a.at - b.at)
        .map(({ id, lessonId, wishes }) => ({ id, lessonId, wishes })),
  };
}

function read(storage: Storage, key: string): (Write & { at: number })[] {
  try {
    const found = JSON.parse(storage.getItem(key) ?? 'null') as (Write & { at: number }) | null;
    return found && Array.isArray(found.wishes) ? [found] : [];
  } catch {
    storage.removeItem(key);
    return [];
  }
}

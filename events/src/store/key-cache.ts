import type { DataKey } from './vault.ts';

/** Keeps the keys used last. None is kept longer than `maxAgeMs`, so that a key destroyed elsewhere is soon forgotten here. */
export function createKeyCache(size: number, maxAgeMs: number) {
  const kept = new Map<string, { key: DataKey | 'destroyed'; until: number }>();
  return {
    get(name: string): DataKey | 'destroyed' | undefined {
      const entry = kept.get(name);
      if (!entry) return undefined;
      kept.delete(name);
      if (entry.until < performance.now()) return undefined;
      kept.set(name, entry);
      return entry.key;
    },
    set(name: string, key: DataKey | 'destroyed'): void {
      kept.delete(name);
      kept.set(name, { key, until: performance.now() + maxAgeMs });
      if (kept.size > size) kept.delete(kept.keys().next().value!);
    },
  };
}

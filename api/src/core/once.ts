import type { Parts } from './parts.ts';

/** Work by name: what is under way is not begun a second time in this process. */
export function createOnce(): Parts['once'] {
  const running = new Map<string, Promise<void>>();
  return (name, work) => {
    const there = running.get(name);
    if (there) return there;
    const begun = work().finally(() => running.delete(name));
    running.set(name, begun);
    return begun;
  };
}

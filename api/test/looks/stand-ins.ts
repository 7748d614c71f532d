import type { Looks } from '../../src/core/look.ts';

/** Broken: says that a look is noted, and notes it some time later. */
export function hasty(journal: Looks): Looks {
  return {
    note(look) {
      setTimeout(() => void journal.note(look), 300);
      return Promise.resolve();
    },
  };
}

/** Broken: notes nothing. */
export const blind: Looks = { note: () => Promise.resolve() };

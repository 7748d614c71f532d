import { browser } from '$app/env';
import type { Me } from '#lib/answers.ts';
import { rememberPosition } from '#lib/position.ts';
import { newCommandId } from './command-id.ts';
import { keptIn } from './kept.ts';
import { sendBy } from './link.ts';
import { Writes } from './writes.svelte.ts';

const calm = 400;

/** The writes of a page of this person. `refresh` is called once a burst of them has been answered. */
export function pageWrites(
  { person, acting }: Pick<Me, 'person' | 'acting'>,
  language: string,
  refresh: () => Promise<unknown>,
): Writes {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const writes = new Writes({
    send: sendBy((...request) => fetch(...request), language, acting),
    newId: newCommandId,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    written: (position) => {
      rememberPosition(position);
      clearTimeout(timer);
      timer = setTimeout(() => void refresh().catch(() => undefined), calm);
    },
    ...(browser ? { kept: keptIn(localStorage, person.id) } : {}),
  });
  return writes;
}

/** Goes on with what was left unsent, and tries again when the browser is online. Gives what stops it. */
export function goOnWith(writes: Writes): () => void {
  const retry = () => writes.retry();
  writes.resume();
  window.addEventListener('online', retry);
  return () => window.removeEventListener('online', retry);
}

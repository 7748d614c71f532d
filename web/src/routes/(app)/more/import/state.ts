import type { ImportWords } from '#lib/i18n/import.ts';

/** Where an uploaded file is on its way into the school. */
export type UploadState = 'reading' | 'read' | 'refused' | 'waiting' | 'running' | 'done' | 'gone';

/** The word for where it is; «waiting» alone says of a request that somebody made it. */
export function stateWord({ state, undone }: { state: UploadState; undone: unknown }): keyof ImportWords {
  if (undone) return 'undoneState';
  return state === 'waiting' ? 'waitingState' : state;
}

/** A short word at the foot of the page, with one thing to do about it at most. */
export interface Toast {
  readonly id: number;
  readonly text: string;
  readonly action?: { readonly label: string; readonly run: () => void };
}

let shown = $state.raw<readonly Toast[]>([]);
let next = 1;

/** The toasts on the page now, oldest first. */
export function toasts(): readonly Toast[] {
  return shown;
}

/** Shows a toast for some seconds; gives what takes it away at once. */
export function toast(text: string, action?: Toast['action'], seconds = 6): () => void {
  const made: Toast = { id: next++, text, ...(action ? { action } : {}) };
  const drop = () => {
    shown = shown.filter(({ id }) => id !== made.id);
  };
  shown = [...shown.slice(-2), made];
  setTimeout(drop, seconds * 1000);
  return drop;
}

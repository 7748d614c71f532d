/** What a page wants of the keyboard: `?` and `g` with a letter. */
export interface KeyWishes {
  readonly show: () => void;
  readonly go: (letter: string) => void;
}

const typing = 'input, textarea, select, [contenteditable], [role=grid], dialog[open] *';
const patience = 1200;

/** Handles keys outside of fields; `code` is used for letters, so that they work on a Russian layout too. */
export function keyHandler({ show, go }: KeyWishes): (event: KeyboardEvent) => void {
  let waitingSince = -Infinity;
  return (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest(typing)) return;
    const letter = /^Key([A-Z])$/.exec(event.code)?.[1]?.toLowerCase();
    if (event.key === '?' || (event.key === ',' && event.shiftKey && event.code === 'Slash')) {
      event.preventDefault();
      show();
    } else if (letter && event.timeStamp - waitingSince < patience) {
      waitingSince = -Infinity;
      go(letter);
    } else if (letter === 'g' && !event.shiftKey) {
      waitingSince = event.timeStamp;
    }
  };
}

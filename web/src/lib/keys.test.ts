import { describe, expect, it } from 'vitest';
import { keyHandler } from './keys.ts';

/** As much of a key press as the handler looks at. */
function press(key: string, code: string, timeStamp = 0, more: object = {}): KeyboardEvent {
  return { key, code, timeStamp, target: null, preventDefault: () => undefined, ...more } as unknown as KeyboardEvent;
}

function recorded() {
  const done: string[] = [];
  const handle = keyHandler({ show: () => done.push('show'), go: (letter) => done.push(letter) });
  return { done, handle };
}

// The handler asks whether the target is an element; without a document nothing is.
globalThis.Element ??= class {} as never;

describe('keys outside of fields', () => {
  it('shows on ? and goes on g and a letter, on a Russian layout too', () => {
    const { done, handle } = recorded();
    handle(press('?', 'Slash', 0, { shiftKey: true }));
    handle(press('п', 'KeyG', 10));
    handle(press('в', 'KeyD', 400));
    handle(press(',', 'Slash', 500, { shiftKey: true }));
    expect(done).toEqual(['show', 'd', 'show']);
  });

  it('forgets g after a while, and leaves shortcuts of the browser alone', () => {
    const { done, handle } = recorded();
    handle(press('g', 'KeyG', 0));
    handle(press('d', 'KeyD', 5_000));
    handle(press('g', 'KeyG', 6_000, { ctrlKey: true }));
    handle(press('d', 'KeyD', 6_100));
    expect(done).toEqual([]);
  });
});

import type { AttendanceCode } from '@peremena/events';

/** What a key means in the journal. */
export type Press =
  | { readonly act: 'move'; readonly rows: number; readonly columns: number; readonly select: boolean }
  | { readonly act: 'edge'; readonly to: 'first' | 'last'; readonly of: 'row' | 'grid' }
  | { readonly act: 'mark'; readonly value: string }
  | { readonly act: 'attendance'; readonly code: AttendanceCode }
  | { readonly act: 'take-back' | 'undo' | 'fill-down' | 'enter' | 'enter-up' | 'next' | 'previous' | 'escape' };

/** The part of a keyboard event that is read. */
export interface KeyLike {
  readonly key: string;
  readonly code?: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

const page = 10;
const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-page, 0],
  PageDown: [page, 0],
};

/** Russian letters, the same keys while the Latin layout is on, and English initials. */
const attendance: Readonly<Record<string, AttendanceCode>> = {
  ...{ н: 'absent', y: 'absent', n: 'absent', a: 'absent' },
  ...{ б: 'ill', ',': 'ill', b: 'ill', i: 'ill' },
  ...{ о: 'late', j: 'late', o: 'late', l: 'late' },
};

/** Reads a key press; null when the journal leaves it to the browser. `values` are the marks of the scale. */
export function pressOf(event: KeyLike, values: readonly string[]): Press | null {
  const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
  if (altKey) return null;
  if (ctrlKey || metaKey) return withControl(event);
  const arrow = arrows[key];
  if (arrow && shiftKey && key === 'ArrowDown') return { act: 'fill-down' };
  if (arrow) return { act: 'move', rows: arrow[0], columns: arrow[1], select: shiftKey };
  switch (key) {
    case 'Enter':
      return { act: shiftKey ? 'enter-up' : 'enter' };
    case 'Tab':
      return { act: shiftKey ? 'previous' : 'next' };
    case 'Home':
      return { act: 'edge', to: 'first', of: 'row' };
    case 'End':
      return { act: 'edge', to: 'last', of: 'row' };
    case 'Delete':
    case 'Backspace':
      return { act: 'take-back' };
    case 'Escape':
      return { act: 'escape' };
    default:
      return typed(key, values);
  }
}

function withControl({ key, code, shiftKey }: KeyLike): Press | null {
  // The physical key, because with a Russian layout Ctrl+Z arrives as «я».
  if (code === 'KeyZ' || key.toLowerCase() === 'z') return shiftKey ? null : { act: 'undo' };
  if (key === 'Home') return { act: 'edge', to: 'first', of: 'grid' };
  if (key === 'End') return { act: 'edge', to: 'last', of: 'grid' };
  return null;
}

function typed(key: string, values: readonly string[]): Press | null {
  if (values.includes(key)) return { act: 'mark', value: key };
  const code = attendance[key.toLowerCase()];
  return code ? { act: 'attendance', code } : null;
}

/** What a cell of a pasted table means: a mark, a code, nothing to do (empty), or something the journal does not know. */
export function pastedCell(text: string, values: readonly string[]): Press | 'empty' | 'unknown' {
  const trimmed = text.trim();
  if (trimmed === '') return 'empty';
  return typed(trimmed, values) ?? 'unknown';
}

/** Rows and cells of what a spreadsheet puts on the clipboard. */
export function pastedRows(text: string): string[][] {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r', '\n').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.map((line) => line.split('\t'));
}

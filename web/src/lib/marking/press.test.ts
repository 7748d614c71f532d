import { expect, test } from 'vitest';
import { pastedCell, pastedRows, pressOf, type KeyLike } from './press.ts';

const values = ['2', '3', '4', '5'];
const key = (key: string, held: Partial<KeyLike> = {}): KeyLike => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});
const press = (name: string, held?: Partial<KeyLike>) => pressOf(key(name, held), values);

test('figures of the scale are marks, others are nothing', () => {
  expect(press('5')).toEqual({ act: 'mark', value: '5' });
  expect(press('7')).toBeNull();
});

test.each([
  ['н', 'y', 'n', 'absent'],
  ['б', ',', 'b', 'ill'],
  ['о', 'j', 'l', 'late'],
])('%s, also as %s of the other layout and as %s', (russian, place, initial, code) => {
  for (const name of [russian, russian.toUpperCase(), place, initial])
    expect(press(name)).toEqual({ act: 'attendance', code });
});

test('Ctrl+Z is told by the physical key, whatever the layout', () => {
  expect(press('я', { code: 'KeyZ', ctrlKey: true })).toEqual({ act: 'undo' });
  expect(press('z', { code: 'KeyZ', metaKey: true })).toEqual({ act: 'undo' });
  expect(press('Z', { code: 'KeyZ', ctrlKey: true, shiftKey: true })).toBeNull();
});

test('keys of the browser stay with the browser', () => {
  expect(press('r', { code: 'KeyR', ctrlKey: true })).toBeNull();
  expect(press('5', { altKey: true })).toBeNull();
  expect(press('F5')).toBeNull();
});

test('Shift and an arrow select; Shift and down fills', () => {
  expect(press('ArrowRight', { shiftKey: true })).toEqual({ act: 'move', rows: 0, columns: 1, select: true });
  expect(press('ArrowDown', { shiftKey: true })).toEqual({ act: 'fill-down' });
});

test('a clipboard of a spreadsheet', () => {
  expect(pastedRows('5\t4\r\n\tн\r\n')).toEqual([
    ['5', '4'],
    ['', 'н'],
  ]);
  expect(pastedCell(' 4 ', values)).toEqual({ act: 'mark', value: '4' });
  expect(pastedCell('Н', values)).toEqual({ act: 'attendance', code: 'absent' });
  expect(pastedCell('', values)).toBe('empty');
  expect(pastedCell('=1+1', values)).toBe('unknown');
});

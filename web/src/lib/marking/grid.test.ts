import { describe, expect, test } from 'vitest';
import { blank, opened } from '../../../test/faults.ts';
import type { Outcome } from './link.ts';
import { requestOf, type Write } from './wish.ts';
import { Writes } from './writes.svelte.ts';
import type { GridCell, GridPage } from './cells.ts';
import { JournalGrid } from './grid.svelte.ts';
import type { KeyLike } from './press.ts';

const filled = (value: string): GridCell => ({
  mark: { id: `mark-${value}`, value, event: `event-${value}`, changed: false },
  attendance: null,
});
const open = { marks: true, attendance: true };
const pupil = (id: string, cells: Record<string, GridCell> = {}) => ({ id, from: null, to: null, cells });

const three = [pupil('anna'), pupil('boris'), pupil('vera')];
type MayWrite = GridPage['lessons'][number]['mayWrite'];
const asIs = (page: GridPage) => page;

function journal(pupils: GridPage['pupils'] = three, mayWrite: readonly MayWrite[] = [], through = asIs) {
  const sent: Write[] = [];
  let ids = 0;
  const writes = new Writes({
    send: (write) => {
      sent.push(write);
      return new Promise<Outcome>(() => undefined);
    },
    newId: () => `command-${(ids += 1)}`,
    wait: () => Promise.resolve(),
  });
  const lessons = ['first', 'second', 'third'].map((id, index) => ({
    id,
    date: `2026-11-1${index}`,
    mayWrite: mayWrite[index] ?? open,
  }));
  const page = through({ pupils, lessons, values: ['2', '3', '4', '5'] });
  const grid = new JournalGrid(page, writes);
  const keys = (...names: (string | Partial<KeyLike>)[]) =>
    names.map((name) =>
      grid.key({
        key: '',
        shiftKey: false,
        ctrlKey: false,
        metaKey: false,
        altKey: false,
        ...(typeof name === 'string' ? { key: name } : name),
      }),
    );
  const bodies = () => sent.map((write) => requestOf(write).body);
  return { grid, page, keys, sent, bodies };
}
const shift = (key: string) => ({ key, shiftKey: true });

test('typing sets the mark and goes to the next pupil', () => {
  const { grid, keys, bodies } = journal();
  keys('5', '4');
  expect(grid.view(0, 0)).toMatchObject({ mark: '5', standing: 'saving' });
  expect([grid.row, grid.column]).toEqual([2, 0]);
  expect(bodies()).toEqual([
    { marks: [{ pupilId: 'anna', value: '5', replaces: null, reason: null, note: null }] },
    { marks: [{ pupilId: 'boris', value: '4', replaces: null, reason: null, note: null }] },
  ]);
});

test('a letter notes attendance and names what was seen', () => {
  const { grid, keys, sent, bodies } = journal([pupil('anna', { first: { mark: null, attendance: 'late' } })]);
  keys('н');
  expect(grid.view(0, 0).attendance).toBe('absent');
  expect(sent[0]?.lessonId).toBe('first');
  expect(bodies()).toEqual([{ code: 'absent', saw: 'late' }]);
});

test('changing a filled cell asks for the reason first', () => {
  const { grid, keys, bodies } = journal([pupil('anna', { first: filled('3') }), pupil('boris')]);
  keys('5');
  expect(grid.asked).toEqual({ spots: [{ row: 0, column: 0 }], value: '5' });
  expect(bodies()).toEqual([]);
  grid.explain('retake', ' пересдал ');
  expect(bodies()).toEqual([
    { marks: [{ pupilId: 'anna', value: '5', replaces: 'event-3', reason: 'retake', note: 'пересдал' }] },
  ]);
  expect(grid.row).toBe(1);
});

test('Escape drops the question and changes nothing', () => {
  const { grid, keys, bodies } = journal([pupil('anna', { first: filled('3') })]);
  keys('5', 'Escape');
  expect(grid.asked).toBeNull();
  expect(grid.view(0, 0).mark).toBe('3');
  expect(bodies()).toEqual([]);
});

test('the same mark again is no command', () => {
  const { keys, bodies } = journal([pupil('anna', { first: filled('3') })]);
  keys('3');
  expect(bodies()).toEqual([]);
});

test('Delete takes a mark back with a reason, attendance without one', () => {
  const { grid, keys, bodies } = journal([
    pupil('anna', { first: filled('3') }),
    pupil('boris', { first: { mark: null, attendance: 'ill' } }),
  ]);
  keys('Delete');
  expect(grid.asked).toEqual({ spots: [{ row: 0, column: 0 }], value: null });
  grid.explain('typo', '');
  keys('Delete');
  expect(bodies()).toEqual([
    { marks: [{ pupilId: 'anna', value: null, replaces: 'event-3', reason: 'typo', note: null }] },
    { code: null, saw: 'ill' },
  ]);
});

test('Shift+down gives the same mark to all below who have none and are there', () => {
  const absent: GridCell = { mark: null, attendance: 'absent' };
  const { keys, bodies } = journal([
    pupil('anna', { first: filled('4') }),
    pupil('boris'),
    pupil('vera', { first: absent }),
    pupil('gleb', { first: filled('2') }),
    pupil('dina'),
  ]);
  keys(shift('ArrowDown'));
  expect(bodies()).toMatchObject([
    {
      marks: [
        { pupilId: 'boris', value: '4' },
        { pupilId: 'dina', value: '4' },
      ],
    },
  ]);
});

test('Shift+down in an empty cell selects, and typing fills the selection with one command', () => {
  const { grid, keys, bodies } = journal();
  keys(shift('ArrowDown'), '5');
  expect(grid.selected).toHaveLength(2);
  expect(bodies()).toMatchObject([{ marks: [{ pupilId: 'anna' }, { pupilId: 'boris' }] }]);
});

test('Ctrl+Z is a new command that takes the step back', () => {
  const { grid, keys, sent } = journal();
  keys('5', { key: 'z', code: 'KeyZ', ctrlKey: true });
  expect(grid.view(0, 0).mark).toBeNull();
  expect(grid.canUndo).toBe(false);
  expect(grid.row).toBe(0);
  expect(sent).toHaveLength(1);
});

function checkPaste(through = asIs): void {
  const pupils = [pupil('anna', { second: filled('3') }), pupil('boris'), pupil('vera')];
  const { grid, keys, bodies } = journal(pupils, [], through);
  keys('ArrowRight');
  const unknown = grid.paste('5\t4\nн\tвесь\n\t2\n5\t5');
  expect(unknown).toBe(1);
  expect(bodies()).toEqual([
    { code: 'absent', saw: null },
    {
      marks: [
        { pupilId: 'anna', value: '4', replaces: null, reason: null, note: null },
        { pupilId: 'vera', value: '2', replaces: null, reason: null, note: null },
      ],
    },
  ]);
}

test('a spreadsheet goes in from the focus on and never over a mark', () => checkPaste());

test('planted fault: a paste over marks is found out', () => expect(() => checkPaste(blank)).toThrow());

test('arrows, Enter, Home and End stay inside; Tab leaves at the end of a row', () => {
  const { grid, keys } = journal();
  expect(keys('ArrowUp', 'ArrowLeft', 'Tab', 'Tab', 'Tab')).toEqual([true, true, true, true, false]);
  keys('Enter', { key: 'Home' });
  expect([grid.row, grid.column]).toEqual([1, 0]);
  keys({ key: 'End', ctrlKey: true });
  expect([grid.row, grid.column]).toEqual([2, 2]);
  expect(keys(shift('Tab'), shift('Enter'))).toEqual([true, true]);
  expect([grid.row, grid.column]).toEqual([1, 1]);
});

test('a thumb passes those who are not at the lesson, a keyboard does not', () => {
  const pupils = [pupil('anna'), pupil('boris', { first: { mark: null, attendance: 'ill' } }), pupil('vera')];
  const { grid, keys } = journal(pupils);
  keys('5');
  expect(grid.row).toBe(1);
  grid.focus(0, 0);
  grid.skipAway = true;
  keys('ArrowUp', 'Enter');
  expect(grid.row).toBe(2);
});

test('nobody outside the group on that day gets a mark', () => {
  const { grid, keys, bodies } = journal([{ ...pupil('anna'), from: '2026-11-11' }]);
  expect(grid.view(0, 0).member).toBe(false);
  keys('5');
  expect(bodies()).toEqual([]);
});

describe('a column the person may only read', () => {
  const closed = { marks: false, attendance: false };
  const marked = [pupil('anna', { first: filled('3'), second: filled('3') }), pupil('boris'), pupil('vera')];

  function checkClosed(through = asIs): void {
    const { grid, keys, bodies } = journal(marked, [closed], through);
    expect(keys('5', 'н', 'Delete', { key: 'z', code: 'KeyZ', ctrlKey: true })).toEqual([false, false, true, true]);
    expect(grid.asked).toBeNull();
    keys(shift('ArrowDown'), 'Escape');
    expect(grid.paste('5\n5\nб')).toBe(0);
    expect(bodies()).toEqual([]);
    expect([grid.row, grid.column]).toEqual([1, 0]);
    keys('Enter', 'ArrowRight');
    expect([grid.row, grid.column]).toEqual([2, 1]);
  }

  test('opens no editor and takes no entry, whatever is pressed; arrows and Enter still go', () => checkClosed());

  test('planted fault: a page that opens every column is found out', () => expect(() => checkClosed(opened)).toThrow());

  test('is left out where a selection or a paste reaches over it', () => {
    const { keys, grid, bodies } = journal(three, [closed]);
    keys(shift('ArrowRight'), '5');
    grid.focus(1, 0);
    grid.paste('4\t4');
    expect(bodies()).toMatchObject([
      { marks: [{ pupilId: 'anna', value: '5' }] },
      { marks: [{ pupilId: 'boris', value: '4' }] },
    ]);
  });

  test('a tutor notes attendance beside marks that stay as they are', () => {
    const { grid, keys, bodies } = journal(marked, [{ marks: false, attendance: true }]);
    keys('5', 'о', 'ArrowUp', 'Delete');
    expect(grid.asked).toBeNull();
    expect(bodies()).toEqual([{ code: 'late', saw: null }]);
  });
});

test('a newer answer keeps the focus with its pupil and lesson', () => {
  const { grid, keys, page } = journal();
  keys('ArrowDown', 'ArrowRight');
  grid.show({
    ...page,
    pupils: [pupil('new'), ...page.pupils],
    lessons: [{ id: 'zero', date: '2026-11-09', mayWrite: open }, ...page.lessons],
  });
  expect([grid.row, grid.column]).toEqual([2, 2]);
});

test('an empty group takes no keys', () => {
  const { keys } = journal([]);
  expect(keys('5', 'ArrowDown')).toEqual([false, false]);
});

import { expect, test } from 'vitest';
import { forgetful, renaming } from '../../../test/faults.ts';
import { keptIn, type Kept } from './kept.ts';
import type { Outcome, Send } from './link.ts';
import { placeOf, requestOf, type MarkWish, type Write } from './wish.ts';
import { Writes } from './writes.svelte.ts';

const mark = (pupilId: string, value: string | null, saw: string | null = null): MarkWish => ({
  kind: 'mark',
  pupilId,
  value,
  saw,
  reason: saw ? 'typo' : null,
  note: null,
});
const place = (pupilId: string) => placeOf('mark', 'lesson', pupilId);

/** A link whose answers the test gives, and a clock that rings when the test says so. */
function line() {
  const sent: Write[] = [];
  const answers: ((outcome: Outcome) => void)[] = [];
  const bells: (() => void)[] = [];
  let ids = 0;
  return {
    sent,
    options: {
      send: (write: Write) => new Promise<Outcome>((resolve) => void (sent.push(write), answers.push(resolve))),
      newId: () => `command-${(ids += 1)}`,
      wait: () => new Promise<void>((resolve) => void bells.push(resolve)),
    },
    answer: async (outcome: Outcome) => {
      answers.shift()?.(outcome);
      await settled();
    },
    ring: async () => {
      bells.splice(0).forEach((bell) => bell());
      await settled();
    },
  };
}
const settled = async () => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};
const written = (...ids: string[]): Outcome => ({ kind: 'written', ids, position: '7' });
const unknown: Outcome = { kind: 'unknown', retryAfter: null };
const refused = (code: string, facts: Record<string, unknown> = {}): Outcome => ({
  kind: 'refused',
  problem: { status: 409, code, detail: 'Нельзя.', facts },
});

test('a wish is shown at once, saved when answered, and gone when the server shows it', async () => {
  const { options, answer } = line();
  const writes = new Writes(options);
  writes.add('lesson', [mark('anna', '5')]);
  expect(writes.overlays.get(place('anna'))).toMatchObject({ standing: 'saving', wish: { value: '5' } });
  await answer(written('event-1'));
  expect(writes.overlays.get(place('anna'))).toMatchObject({ standing: 'saved', saw: 'event-1' });
  writes.caughtUp(() => null);
  expect(writes.overlays.has(place('anna'))).toBe(true);
  writes.caughtUp(() => 'event-1');
  expect(writes.overlays.has(place('anna'))).toBe(false);
});

async function checkSameAgain(through: (send: Send) => Send = (send) => send): Promise<void> {
  const { options, sent, answer, ring } = line();
  const writes = new Writes({ ...options, send: through(options.send) });
  writes.add('lesson', [mark('anna', '5')]);
  await answer(unknown);
  expect(writes.overlays.get(place('anna'))?.standing).toBe('waits');
  expect(writes.offline).toBe(true);
  await ring();
  expect(sent).toHaveLength(2);
  expect(sent[1]).toEqual(sent[0]);
  await answer(written('event-1'));
  expect(writes.offline).toBe(false);
  expect(writes.open).toBe(0);
}

test('an unknown outcome is asked again with the same id and body', () => checkSameAgain());

test('planted fault: a repeat under another command id is found out', async () => {
  await expect(checkSameAgain(renaming)).rejects.toThrow();
});

test('a second wish for the same cell waits for the first and names its event', async () => {
  const { options, sent, answer } = line();
  const writes = new Writes(options);
  writes.add('lesson', [mark('anna', '5')]);
  writes.add('lesson', [{ ...mark('anna', '4'), reason: 'typo' }]);
  writes.add('lesson', [mark('boris', '3')]);
  expect(sent.map(({ id }) => id)).toEqual(['command-1', 'command-3']);
  await answer(written('event-1'));
  expect(requestOf(sent[2] as Write).body).toEqual({
    marks: [{ pupilId: 'anna', value: '4', replaces: 'event-1', reason: 'typo', note: null }],
  });
});

test('a conflict in one cell keeps both values there and sends the others again as a new command', async () => {
  const { options, sent, answer } = line();
  const writes = new Writes(options);
  writes.add('lesson', [mark('anna', '5'), mark('boris', '5')]);
  const current = { value: '4', event: 'theirs', at: '2026-11-17T15:05:00Z', byId: 'id', by: 'Дьяков И. П.' };
  await answer(refused('cell_changed', { cells: [{ pupilId: 'anna', yours: '5', current }] }));
  expect(writes.overlays.get(place('anna'))).toMatchObject({
    standing: 'refused',
    wish: { value: '5' },
    trouble: { kind: 'conflict', current: '4', saw: 'theirs', by: 'Дьяков И. П.' },
  });
  expect(sent[1]?.id).not.toBe(sent[0]?.id);
  expect(sent[1]).toMatchObject({ wishes: [{ pupilId: 'boris' }] });
});

test('a refusal of the whole command keeps what was typed', async () => {
  const { options, answer } = line();
  const writes = new Writes(options);
  writes.add('lesson', [mark('anna', '5')]);
  await answer(refused('not_signed_in'));
  expect(writes.overlays.get(place('anna'))).toMatchObject({
    wish: { value: '5' },
    trouble: { kind: 'refused', sentence: 'Нельзя.' },
  });
  writes.forget(place('anna'));
  expect(writes.overlays.size).toBe(0);
});

test('a later wish that stood on a refused one is not sent; its value stays as ours', async () => {
  const { options, sent, answer } = line();
  const writes = new Writes(options);
  writes.add('lesson', [mark('anna', '5')]);
  writes.add('lesson', [mark('anna', '3')]);
  await answer(refused('cell_changed', { cells: [{ pupilId: 'anna', yours: '5', current: null }] }));
  expect(sent).toHaveLength(1);
  expect(writes.open).toBe(0);
  expect(writes.overlays.get(place('anna'))?.wish.value).toBe('3');
});

async function checkSurvival(kept: Kept): Promise<void> {
  const first = line();
  new Writes({ ...first.options, kept }).add('lesson', [mark('anna', '5')]);
  const second = line();
  const writes = new Writes({ ...second.options, kept });
  writes.resume();
  expect(second.sent).toEqual(first.sent);
  await second.answer(written('event-1'));
  expect(kept.all()).toEqual([]);
}

test('what is unsent survives a reload under the same command id', () => checkSurvival(keptIn(memory(), 'teacher')));

test('planted fault: a device that keeps nothing is found out', async () => {
  await expect(checkSurvival(forgetful)).rejects.toThrow();
});

test('a refused wish is kept until somebody decides about it', async () => {
  const { options, answer } = line();
  const kept = keptIn(memory(), 'teacher');
  const writes = new Writes({ ...options, kept });
  writes.add('lesson', [mark('anna', '5'), mark('boris', '4')]);
  await answer(refused('cell_changed', { cells: [{ pupilId: 'anna', current: null }] }));
  await answer(written('event-1'));
  expect(kept.all()).toMatchObject([{ lessonId: 'lesson', wishes: [{ pupilId: 'anna', value: '5' }] }]);
  writes.forget(place('anna'));
  expect(kept.all()).toEqual([]);
});

test('writes of another person on the same device are left alone', () => {
  const storage = memory();
  keptIn(storage, 'teacher').put({ id: 'command-1', lessonId: 'lesson', wishes: [mark('anna', '5')] });
  expect(keptIn(storage, 'another').all()).toEqual([]);
});

function memory(): Storage {
  const items = new Map<string, string>();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
    clear: () => items.clear(),
  };
}

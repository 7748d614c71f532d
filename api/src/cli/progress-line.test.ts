import { expect, test } from 'vitest';
import { progressLine } from './progress-line.ts';

function written(isTTY: boolean, at: readonly (readonly [ms: number, done: number])[]): string {
  let text = '';
  let now = 0;
  const line = progressLine(
    { isTTY, write: (part: string) => (text += part) },
    'Import',
    (seconds) => `~${seconds} s left`,
    () => now,
  );
  for (const [ms, done] of [[0, 0] as const, ...at]) {
    now = ms;
    line.show(done, 1_000);
  }
  line.end();
  return text;
}

test('says how much, how fast and how long still', () => {
  expect(written(false, [[2_000, 500]])).toBe('Import 50 %  500/1000  250/s  ~2 s left\n');
});

test('one line on a terminal, a line now and then elsewhere, and always the last', () => {
  const steps = [
    [1_000, 100],
    [1_050, 200],
    [2_000, 1_000],
  ] as const;
  expect(written(true, steps)).toBe(
    '\rImport 10 %  100/1000  100/s  ~9 s left\u001b[K\rImport 100 %  1000/1000  500/s\u001b[K\n',
  );
  expect(written(false, steps)).toBe('Import 100 %  1000/1000  500/s\n');
});

import { describe, test } from 'vitest';
import { checks, gapless, oneWinner } from './contract/index.ts';
import { openMemoryStore } from './memory.ts';

describe('the log in memory', () => {
  const store = openMemoryStore();
  test.each([...checks, gapless])('$name', ({ run }) => run(store));
  test('lets one of many writers win', () => oneWinner(store, 64, 20));
});

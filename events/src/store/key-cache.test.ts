import { expect, test } from 'vitest';
import { createKeyCache } from './key-cache.ts';

test('keeps the keys used last', () => {
  const cache = createKeyCache(2, 1_000);
  cache.set('a', 'destroyed');
  cache.set('b', 'destroyed');
  cache.get('a');
  cache.set('c', 'destroyed');
  expect(['a', 'b', 'c'].map((name) => cache.get(name) !== undefined)).toEqual([true, false, true]);
});

test('keeps none beyond its age', () => {
  const cache = createKeyCache(2, -1);
  cache.set('a', 'destroyed');
  expect(cache.get('a')).toBeUndefined();
});

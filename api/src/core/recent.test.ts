import { describe, expect, it } from 'vitest';
import { Recent } from './recent.ts';

const held = (recent: Recent<number>, ...keys: readonly string[]) =>
  keys.filter((key) => recent.get(key) !== undefined);

describe('Recent', () => {
  it('forgets what was not used for longest', () => {
    const recent = new Recent<number>(2);
    recent.set('a', 1);
    recent.set('b', 2);
    recent.get('a');
    recent.set('c', 3);
    expect(held(recent, 'a', 'b', 'c')).toEqual(['a', 'c']);
  });

  it('counts by weight, also when a value grows', () => {
    const recent = new Recent<number>(10, (value) => value);
    recent.set('a', 4);
    recent.set('b', 4);
    recent.set('a', 5);
    expect(held(recent, 'a', 'b')).toEqual(['a', 'b']);
    recent.set('a', 7);
    expect(held(recent, 'a', 'b')).toEqual(['a']);
    recent.set('c', 11);
    expect(held(recent, 'a', 'c')).toEqual([]);
  });
});

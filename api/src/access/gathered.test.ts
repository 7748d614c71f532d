import { expect, it } from 'vitest';
import { gathered } from './gathered.ts';

it('asks once for what is asked in one turn, and anew for what comes later', async () => {
  const asked: (readonly string[])[] = [];
  let version = 1;
  const of = gathered<string | null>((keys) => {
    asked.push(keys);
    return Promise.resolve(new Map(keys.filter((key) => key !== 'nobody').map((key) => [key, `${key}${version}`])));
  }, null);
  expect(await Promise.all([of('a'), of('b'), of('a'), of('nobody')])).toEqual(['a1', 'b1', 'a1', null]);
  version = 2;
  expect(await of('a')).toBe('a2');
  expect(asked).toEqual([['a', 'b', 'nobody'], ['a']]);
});

it('a question that fails fails for its own askers alone', async () => {
  let fails = true;
  const of = gathered<string>(() => (fails ? Promise.reject(new Error('cut')) : Promise.resolve(new Map())), '');
  await expect(Promise.all([of('a'), of('b')])).rejects.toThrow('cut');
  fails = false;
  expect(await of('a')).toBe('');
});

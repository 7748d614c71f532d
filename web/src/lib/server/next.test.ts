import { expect, it } from 'vitest';
import { nextOf } from './next.ts';

it('leads to own pages only', () => {
  expect(nextOf('/diary?child=1')).toBe('/diary?child=1');
  const strange = [
    null,
    '',
    'diary',
    '//evil.test',
    '/\\evil.test',
    'https://evil.test',
    '/\t/evil.test',
    '/sign-in',
    '/sign-out',
  ];
  expect(strange.map((next) => nextOf(next))).toEqual(strange.map(() => '/'));
});

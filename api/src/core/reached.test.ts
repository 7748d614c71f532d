import { describe, expect, it } from 'vitest';
import { sameOrigin } from './reached.ts';

const at = (host: string, https = false) => ({ host, https, address: 'local' });

/** T38: pages that may write, and look-alikes that may not. */
const allowed = [
  ['http://localhost:4000', at('localhost:4000')],
  ['http://192.168.1.20:4000', at('192.168.1.20:4000')],
  ['http://school.test', at('school.test')],
  ['https://school.test', at('school.test', true)],
  ['https://school.test', at('school.test:443', true)],
  ['https://school.test', at('school.test')],
] as const;
const foreign = [
  [undefined, at('school.test')],
  ['null', at('school.test')],
  ['http://school.test', at('school.test', true)],
  ['http://school.test:8080', at('school.test')],
  ['https://school.test.evil.example', at('school.test', true)],
  ['https://evilschool.test', at('school.test', true)],
  ['https://school.test@evil.example', at('school.test', true)],
  ['https://school.test/', at('school.test', true)],
  ['ftp://school.test', at('school.test')],
  ['http://localhost', at('localhost:4000')],
] as const;

const wrong = (check: typeof sameOrigin) => [
  ...allowed.filter(([origin, reached]) => !check(origin, reached)),
  ...foreign.filter(([origin, reached]) => check(origin, reached)),
];

describe('T38 origin of writes', () => {
  it('lets in its own pages and nobody else’s', () => {
    expect(wrong(sameOrigin)).toEqual([]);
  });

  it('fault: comparing by the end of the name is caught', () => {
    expect(wrong((origin, { host }) => origin?.endsWith(host) ?? true)).not.toEqual([]);
  });
});

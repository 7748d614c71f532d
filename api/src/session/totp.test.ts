import { describe, expect, it } from 'vitest';
import { base32, codeAt, stepAt, stepOf } from './totp.ts';

const secret = Buffer.from('12345678901234567890');

describe('codes of an authenticator', () => {
  // Appendix B of RFC 6238, the last six of its eight figures.
  it.each([
    [59, '287082'],
    [1111111109, '081804'],
    [1111111111, '050471'],
    [1234567890, '005924'],
    [2000000000, '279037'],
    [20000000000, '353130'],
  ])('at %i are those of the standard', (seconds, code) => {
    expect(codeAt(secret, stepAt(new Date(seconds * 1000)))).toBe(code);
  });

  it('are taken half a minute early and late, and no longer', () => {
    const at = (seconds: number) => stepOf(secret, '050471', new Date(seconds * 1000));
    expect([1111111111 - 61, 1111111111 - 30, 1111111111, 1111111111 + 30, 1111111111 + 61].map(at)).toEqual([
      null,
      37037037,
      37037037,
      37037037,
      null,
    ]);
    expect(stepOf(secret, '50471', new Date())).toBeNull();
  });

  it('have a secret that is written as the standard does', () => {
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI');
  });
});

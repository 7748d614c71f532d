import { createHash, randomInt } from 'node:crypto';

// No 0/O, 1/I/L: people type these from paper.
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** A first-use code such as `K7QF-2M9X-TRBD`: 59 bits of chance in three groups. */
export function newCode(groups = 3): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]!).join('');
  return Array.from({ length: groups }, group).join('-');
}

/** What is stored of a code: SHA-256 over login and code, so that one guess tries one account. Case and dashes do not count. */
export function codeHash(login: string, code: string): Buffer {
  return createHash('sha256')
    .update(`${login}\n${code.toUpperCase().replace(/[^0-9A-Z]/g, '')}`)
    .digest();
}

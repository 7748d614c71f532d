import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonFault } from './json-scan.ts';

describe('jsonFault', () => {
  it.each([
    ['{"a":1,"a":2}', 'duplicate_key'],
    ['{"a":{"b":1,"b":2}}', 'duplicate_key'],
    ['{"a":1,"\\u0061":2}', 'duplicate_key'],
    ['{"__proto__":{"admin":true}}', 'unreadable'],
    ['{"\\u005f_proto__":1}', 'unreadable'],
    ['"open', 'unreadable'],
    ['['.repeat(100_000), 'too_deep'],
    ['{"a":'.repeat(40), 'too_deep'],
  ])('%#: finds %s', (text, fault) => {
    expect(jsonFault(text)).toBe(fault);
  });

  it.each(['{"a":1,"b":{"a":2}}', '[{"a":1},{"a":2}]', '{"a":"{\\"a\\":1,\\"a\\":2}"}', '{"a":["a","a"],"b":"a"}'])(
    'lets %s in',
    (text) => {
      expect(jsonFault(text)).toBeNull();
    },
  );

  it('lets everything in that JSON.stringify makes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
        const text = JSON.stringify(value);
        return text.includes('__proto__') || jsonFault(text) === null;
      }),
    );
  });
});

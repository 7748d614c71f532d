import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { fieldCodes } from './field-codes.ts';
import { fieldSentence } from './field-sentences.ts';

const schema = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(3, 'text_long')),
  marks: v.array(v.strictObject({ value: v.number() })),
});
const codes = (input: unknown) => fieldCodes(v.safeParse(schema, input).issues ?? []);

describe('fieldCodes', () => {
  it('names path and code of each field', () => {
    expect(codes({ name: 'abcd', marks: [{ value: 'x' }] })).toEqual([
      { path: 'name', code: 'text_long' },
      { path: 'marks.0.value', code: 'number' },
    ]);
    expect(codes({ name: 'a' })).toEqual([{ path: 'marks', code: 'missing' }]);
  });

  it('never repeats what was sent, not even the name of a field', () => {
    const canary = 'canary_7f3a';
    const text = JSON.stringify(codes({ name: canary, marks: [{ value: canary, [canary]: 1 }], [canary]: canary }));
    expect(text).not.toContain(canary);
    expect(text).toContain('unknown_field');
  });

  it('has a sentence in both languages for every code', () => {
    for (const { code } of codes({ name: 1, extra: 1 })) {
      expect(fieldSentence(code, 'ru')).toMatch(/[а-я]/i);
      expect(fieldSentence(code, 'en')).toMatch(/[a-z]/i);
    }
  });
});

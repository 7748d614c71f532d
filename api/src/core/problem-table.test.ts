import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problemParts, problemRow, problems } from './problem-table.ts';

const src = new URL('..', import.meta.url);

/** Codes named where a slice refuses: `new Refusal('code'`, and in calls that pass one on. */
function refusals(): readonly string[] {
  return globSync('*/decider.ts', { cwd: src }).flatMap((file) => {
    const text = readFileSync(new URL(file, src), 'utf8');
    return [...text.matchAll(/(?:Refusal|refuseSome|begin|end)\([^;]*?'([a-z]+(?:_[a-z]+)+)'/g)].map(
      (match) => match[1] ?? '',
    );
  });
}

describe('problems', () => {
  it('has a row for every code a decider refuses with', () => {
    expect(refusals().filter((code) => !problemRow(code))).toEqual([]);
    expect(refusals().length).toBeGreaterThan(20);
  });

  it('has each code in one part only', () => {
    const codes = problemParts.flatMap((part) => Object.keys(part));
    expect(codes.filter((code, at) => codes.indexOf(code) !== at)).toEqual([]);
    expect(codes).toHaveLength(Object.keys(problems).length);
  });

  it('speaks both languages, in sentences', () => {
    for (const [code, row] of Object.entries(problems)) {
      expect(row.ru, code).toMatch(/^[А-ЯЁ].*[.!]$/);
      expect(row.en, code).toMatch(/^[A-Z].*[.!]$/);
    }
  });

  it('does not take a word of the language itself for a code', () => {
    expect(problemRow('constructor')).toBeUndefined();
  });
});

import { parseArgs } from 'node:util';
import { expect, test } from 'vitest';
import { misunderstood, usageOf } from './usage.ts';
import { words } from './words.ts';

const first = (text: string | null) => (text ?? '').split('\n').map((line) => line.slice(0, 22).trimEnd());

test('a command shows its own lines, a word of several theirs, and no word all', () => {
  expect(first(usageOf('en', 'import undo'))).toEqual(['Commands:', '  import undo ID', '      --dry-run']);
  expect(first(usageOf('ru', 'projection'))).toEqual([
    ...['Команды:', '  projection status', '  projection rebuild ИМ'.slice(0, 22), '  projection reset'],
  ]);
  expect(usageOf('en', '')).toBe(words.en.usage);
  expect(usageOf('en', 'imprt')).toBe(words.en.usage);
});

test('an option that is not there is named', () => {
  const parsed = (args: string[]) => {
    try {
      return parseArgs({ args, options: { json: { type: 'boolean' }, school: { type: 'string' } } });
    } catch (error) {
      return misunderstood(error, 'en', 'doctor');
    }
  };
  const usage = usageOf('en', 'doctor');
  expect(parsed(['--jsno'])).toBe(`“--jsno” is not understood.\n${usage}`);
  expect(parsed(['--school'])).toBe(`“--school” is not understood.\n${usage}`);
  expect(misunderstood(new TypeError(words.en.usage), 'en', 'doctor')).toBe(usage);
});

test('what is no matter of words is left to others', () => {
  expect(misunderstood(new Error('the database is away'), 'en', 'doctor')).toBeNull();
  expect(misunderstood(new TypeError('There is no such school.'), 'en', 'import lists')).toBeNull();
});

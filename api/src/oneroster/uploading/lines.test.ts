import { expect, test } from 'vitest';
import type { ImportReport } from '../import.ts';
import { linesOf } from './lines.ts';

const report: ImportReport = {
  ...{ added: 0, changed: 0, unchanged: 0, refused: 1, leftAside: 0, byFile: {}, source: 'town', changes: [] },
  ...{ id: null, signIns: { file: null, count: 0 }, seconds: 1 },
  refusals: [{ file: 'users.csv', line: 7, column: 'familyName', code: 'text_long' }],
  notes: [
    { file: 'evil\u0000\ud800.csv', line: null, column: 'a\u0000b', code: 'file_unknown' },
    { file: 'я'.repeat(5_000), line: 1, column: '\u202e', code: 'column_unknown' },
  ],
};

test('places are kept as a database can hold them, however the file calls itself', () => {
  const { lines } = linesOf(report, { dry: true });
  expect(lines.map(({ file, column }) => [file.length, file.slice(0, 6), column])).toEqual([
    [9, 'users.', 'familyName'],
    [10, 'evil \ufffd', 'a b'],
    [100, 'яяяяяя', null],
  ]);
  expect(JSON.stringify(lines)).not.toContain('\\u0000');
});

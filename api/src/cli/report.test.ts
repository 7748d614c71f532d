import { expect, test } from 'vitest';
import type { ImportReport } from '../oneroster/import.ts';
import { foretold, reportJson, reportText } from './report.ts';

const report: ImportReport = {
  added: 5,
  changed: 1,
  unchanged: 2,
  refused: 1,
  leftAside: 3,
  byFile: {},
  source: 'town',
  changes: [
    { file: 'orgs.csv', line: 2, column: null, code: 'SchoolOpened', fate: 'added' },
    { file: 'users.csv', line: 9, column: 'familyName', code: 'PersonRenamed', fate: 'changed' },
  ],
  refusals: [{ file: 'users.csv', line: 7, column: 'familyName', code: 'text_long' }],
  notes: [
    { file: 'users.csv', line: 3, column: 'email', code: 'email_form' },
    { file: 'users.csv', line: 9, column: 'email', code: 'email_form' },
  ],
  id: null,
  signIns: { file: '/tmp/s.csv', count: 5 },
  seconds: 1.5,
};

test('people read what was refused and why, and the sum on the last line', () => {
  expect(reportText(report, 'en').split('\n')).toEqual([
    'Refused:',
    '  users.csv:7 familyName  The text is too long. (text_long)',
    'Remarks:',
    '  users.csv:3 email  Not an e-mail address. (email_form) ×2',
    'Rows that have no place here: 3.',
    'First sign-ins (5) are in /tmp/s.csv; only you can read it. The codes hold for 90 days.',
    '5 added, 1 changed, 2 unchanged, 1 refused',
  ]);
  expect(reportText(report, 'ru')).toContain('users.csv:7 familyName  Текст слишком длинный. (text_long)');
});

test('what would happen is told row by row, in the order of the bundle, refusals last', () => {
  const lines = foretold({ ...report, signIns: { file: null, count: 5 }, notes: [] }, 'en');
  expect([...lines].join('\n').split('\n')).toEqual([
    'It would be so (nothing was written):',
    '  added  orgs.csv:2  A new school. (SchoolOpened)',
    '  changed  users.csv:9 familyName  Another name. (PersonRenamed)',
    '  refused  users.csv:7 familyName  The text is too long. (text_long)',
    'First sign-ins that would be made: 5.',
    'Rows that have no place here: 3.',
    '5 added, 1 changed, 2 unchanged, 1 refused',
  ]);
});

test('programs get one line with codes and sentences', () => {
  const pieces = [...reportJson(report, 'en')];
  const line = pieces.join('');
  expect(pieces.every((piece) => piece.length < 200)).toBe(true);
  expect(line).not.toContain('\n');
  expect(JSON.parse(line)).toMatchObject({
    added: 5,
    changes: [{ fate: 'added' }, { fate: 'changed' }],
    refusals: [{ line: 7, code: 'text_long', reason: 'The text is too long.' }],
  });
});

test('a rule of a slice that refuses a row is told by the problem table', () => {
  const refused = { ...report, refusals: [{ file: 'enrollments.csv', line: 2, column: null, code: 'lesson_exists' }] };
  expect(reportText(refused, 'en')).toContain(
    'enrollments.csv:2  The group already has a lesson at this time. (lesson_exists)',
  );
});

import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bundleOf } from '../../../test/oneroster/bundle-of.ts';
import { gradebook } from '../../../test/oneroster/gradebook.ts';
import { fixture } from '../../../test/oneroster/fixture.ts';
import { BundleRefused, sentence } from '../finding.ts';
import { readBundle } from '../reading/read-bundle.ts';
import { plan } from './plan.ts';

const whole = new Map([
  ...readdirSync(fixture('village-1.1')).map(
    (name) => [name, readFileSync(join(fixture('village-1.1'), name))] as const,
  ),
  ...Object.entries(gradebook).map(([name, text]) => [name, Buffer.from(text)] as const),
]);

/** Plans a bundle: what was refused and noted, or that the whole was. Any other error is a fault of ours. */
async function tried(files: Readonly<Record<string, Uint8Array>>) {
  try {
    const made = plan(await readBundle(bundleOf(files, 97)), { today: '2026-11-22', timeZone: 'Europe/Moscow' });
    return [...made.unread, ...made.refused.values(), ...made.notes];
  } catch (error) {
    if (error instanceof BundleRefused) return [error.finding];
    throw error;
  }
}

const cells = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '"',
    '""',
    '=1+1',
    '\0',
    '\u202e',
    '\ud800',
    '../../x',
    '__proto__',
    'constructor',
    '1e400',
    '0000-00-00',
    '9999-12-31',
  ),
  fc.constantFrom(
    '2026-02-30',
    'a\r\nb',
    ',,,,,,,,,,,,,,,',
    'x'.repeat(5_000),
    's-1',
    'u-1',
    'tobedeleted',
    '<script>',
    'e\u0301'.repeat(200),
  ),
);

/** Puts something in the place of a stretch of a file. */
const damage = fc.record({
  file: fc.constantFrom(...whole.keys()),
  at: fc.nat(),
  cut: fc.nat({ max: 60 }),
  put: cells,
});

test('whatever is in a bundle: a plan with findings or a refusal of the whole, and every code has its sentence', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(damage, { minLength: 1, maxLength: 6 }), async (damages) => {
      const files: Record<string, Uint8Array> = Object.fromEntries(whole);
      for (const { file, at, cut, put } of damages) {
        const bytes = files[file]!;
        const from = at % (bytes.length + 1);
        files[file] = Buffer.concat([bytes.subarray(0, from), Buffer.from(put), bytes.subarray(from + cut)]);
      }
      for (const { code } of await tried(files)) {
        expect(sentence(code, 'ru'), code).not.toBe(code);
        expect(sentence(code, 'en'), code).not.toBe(code);
      }
    }),
    { numRuns: 150 },
  );
});

test('names of columns and ids that mean something to JavaScript are only text', async () => {
  const found = await tried({
    'orgs.csv': Buffer.from('sourcedId,name,type,__proto__,constructor\n__proto__,School,school,x,y\n'),
    'users.csv': Buffer.from(
      'sourcedId,givenName,familyName,role,orgSourcedIds\nconstructor,A,B,constructor,__proto__\n',
    ),
    'courses.csv': Buffer.from('sourcedId,title\nhasOwnProperty,Art\n'),
    'classes.csv': Buffer.from(
      'sourcedId,title,courseSourcedId,schoolSourcedId\ntoString,Art,hasOwnProperty,__proto__\n',
    ),
    'enrollments.csv': Buffer.from('classSourcedId,userSourcedId,role\ntoString,constructor,constructor\n'),
  });
  expect(found.filter(({ line }) => line === 2)).toEqual([
    { file: 'enrollments.csv', line: 2, column: 'role', code: 'role_unknown' },
    { file: 'users.csv', line: 2, column: 'role', code: 'role_unknown' },
  ]);
});

const ofColumns: Readonly<Record<string, (long: string) => string>> = {
  spaces: (long) => long,
  'an open pair': (long) => `{a:${long}`,
  'open pairs': (long) => `{${long}`.repeat(20),
};

test.each(Object.entries(ofColumns))(
  'a long cell is read in one go, whatever column it is in: %s',
  async (_, of) => {
    const long = of(' '.repeat(2_000));
    for (const [name, bytes] of whole) {
      const [head = '', first = ''] = bytes.toString().replace('\uFEFF', '').split(/\r?\n/);
      const width = first.split(',').length;
      const rows = head
        .split(',')
        .map((__, at) =>
          Array.from({ length: width }, (___, column) => (column === at ? `"${long}"` : `x${at}`)).join(','),
        );
      await tried({ ...Object.fromEntries(whole), [name]: Buffer.from([head, first, ...rows].join('\n')) });
    }
  },
  60_000,
);

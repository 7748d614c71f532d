import { expect, test } from 'vitest';
import { bundleOf } from '../../../test/oneroster/bundle-of.ts';
import { decoded } from './decode.ts';
import { limits } from './limits.ts';
import { readManifest } from './manifest.ts';

const read = (text: string) => readManifest('manifest.csv', decoded('m', bundleOf({ m: text }).open('m')), limits);

test('stray and doubled lines do not matter', async () => {
  const text =
    'propertyName,value\npropertyName,value\n\nwritten by,us\noneroster.version , 1.1\nsource.systemName,A\nsource.systemCode,77\n';
  expect(await read(text)).toEqual({ version: '1.1', system: '77', delta: false, notes: [] });
});

test('a version is understood with its small number, an unknown one refused', async () => {
  expect((await read('oneroster.version,1.2.1\n')).version).toBe('1.2');
  await expect(read('x,y\noneroster.version,2.0\n')).rejects.toMatchObject({
    finding: { code: 'version_unknown', line: 2 },
  });
});

test('a set of changes is known by any of its files', async () => {
  expect((await read('oneroster.version,1.2\nfile.results,absent\nfile.users,Delta\n')).delta).toBe(true);
  expect((await read('oneroster.version,1.2\nfile.users,bulk\n')).delta).toBe(false);
});

import { expect, test } from 'vitest';
import { school, smallSchool } from '../../test/school.ts';
import { given, type Given } from '../core/specification.ts';
import { settingChanges } from './project.ts';

const off = { required: false, from: null };
const set = (before: object, after: object) =>
  ({
    type: 'SecondFactorRuleSet',
    data: { schoolId: school, before, after },
    stream: `school-${school}`,
  }) as unknown as Given;

test('each change is kept with what was before and after', async () => {
  const on = { required: true, from: '2026-12-01' };
  const rows = await given([...smallSchool, set({ required: true, from: null }, off), set(off, on)]).rows(
    settingChanges,
  );
  expect(rows).toMatchObject([
    { school_id: school, setting: 'second_factor', after: off },
    { before: off, after: on },
  ]);
});

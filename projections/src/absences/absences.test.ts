import { expect, test } from 'vitest';
import { id, school, teacher } from '../../test/school.ts';
import { given, type Given } from '../core/specification.ts';
import { absences } from './project.ts';

const ids = { schoolId: school, absenceId: id('flu'), teacherId: teacher };
const happened = (type: string, data: object): Given => ({ type, data }) as unknown as Given;
const reported = happened('TeacherAbsenceReported', { ...ids, from: '2026-11-23', to: '2026-11-24' });

test('an absence is there from the report on, with the days last said', async () => {
  const changed = happened('TeacherAbsenceChanged', { ...ids, from: '2026-11-23', to: '2026-11-27' });
  expect(await given([reported, changed]).rows(absences)).toMatchObject([
    { absence_id: ids.absenceId, teacher_id: teacher, from_date: '2026-11-23', to_date: '2026-11-27' },
  ]);
});

test('one taken back is gone', async () => {
  expect(await given([reported, happened('TeacherAbsenceWithdrawn', ids)]).rows(absences)).toEqual([]);
});

import { expect, test } from 'vitest';
import { group, id, klass, pupils, school, smallSchool, subject, teacher } from '../../test/school.ts';
import { given, type Given } from '../core/specification.ts';
import { accessFacts } from './project.ts';

const anna = pupils[0]!;
const happened = (type: string, data: object, word = type): Given => ({ type, data, id: id(word) }) as unknown as Given;

test('each kind of fact names whom it is about, where, and from when to when', async () => {
  const rows = await given([
    happened('GuardianLinked', {
      pupilId: anna,
      guardianId: id('mother'),
      relation: 'mother',
      from: '2020-01-01',
      to: null,
      source: null,
    }),
    happened('TutorAppointed', {
      schoolId: school,
      classId: klass,
      teacherId: teacher,
      from: '2026-09-01',
      to: '2027-05-31',
      source: null,
    }),
    ...smallSchool,
  ]).rows(accessFacts);
  const of = (kind: string) => rows.filter((row) => row['kind'] === kind);
  expect(of('guardian')).toMatchObject([
    { person_id: id('mother'), object_id: anna, school_id: null, fact_id: id('GuardianLinked') },
  ]);
  expect(of('tutor')).toMatchObject([
    { person_id: teacher, object_id: klass, school_id: school, valid_to: '2027-05-31' },
  ]);
  expect(of('post')).toMatchObject([{ person_id: teacher, object_id: school, detail: 'teacher', valid_to: null }]);
  expect(of('teaches')).toMatchObject([{ person_id: teacher, object_id: group, detail: subject }]);
  expect([of('enrolled').length, of('in_group').length]).toEqual([3, 3]);
});

test('the end of a period ends that period alone; who comes back has a fact of their own', async () => {
  const enrolled = (from: string) =>
    happened('PupilEnrolled', { schoolId: school, classId: klass, pupilId: anna, from, to: null, source: null }, from);
  const left = happened('PupilUnenrolled', {
    schoolId: school,
    classId: klass,
    pupilId: anna,
    from: '2025-09-01',
    lastDay: '2025-12-31',
  });
  const rows = await given([enrolled('2025-09-01'), left, enrolled('2026-09-01')]).rows(accessFacts);
  expect(rows).toMatchObject([
    { valid_from: '2025-09-01', valid_to: '2025-12-31', fact_id: id('2025-09-01') },
    { valid_from: '2026-09-01', valid_to: null, fact_id: id('2026-09-01') },
  ]);
});

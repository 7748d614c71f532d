import type { Look } from '../core/look.ts';
import { instantOf, plusDays } from './calendar.ts';
import { lessonsOf } from './lessons.ts';
import { signedInPupil } from './people.ts';
import type { DemoSchool } from './school.ts';

/** So many days back the access journal of the demo reaches. */
const days = 6;

/**
 * Who of a school's staff looked lately at the family that has a sign-in: teachers at their journals, a tutor and the head at a diary, the admin
 * at a class. None where that family is not.
 */
export function demoLooks(school: DemoSchool): readonly Look[] {
  const { calendar, ids, staff, pupils } = school;
  const pupil = pupils.find(({ key }) => key === signedInPupil);
  const mother = pupil?.guardians[0]?.guardianId;
  if (!pupil || !mother) return [];
  const children = pupils.filter(({ guardians }) => guardians.some(({ guardianId }) => guardianId === mother));
  const theirs = new Set(children.map(({ klass }) => klass));
  const since = plusDays(calendar.today, -days);
  const person = (key: string): string => staff.get(key)?.personId ?? '';
  const journals = lessonsOf(school)
    .filter(({ past, date, group }) => past && date >= since && theirs.has(group.klass.title))
    .map(({ date, to, group }): Look => ({
      at: instantOf(date, to),
      person: person(group.teacher),
      role: 'teacher',
      school: ids.school,
      kind: 'journal',
      thing: group.groupId,
      subjects: group.pupils.map(({ personId }) => personId),
    }));
  const classmates = pupils.filter(({ klass }) => klass === pupil.klass).map(({ personId }) => personId);
  const at = (back: number, time: string) => ({
    at: instantOf(plusDays(calendar.today, -back), time),
    school: ids.school,
  });
  const klass = { thing: ids.class(pupil.klass), subjects: classmates };
  const diary = { kind: 'diary', thing: null, subjects: [pupil.personId] } as const;
  const others: readonly Look[] = [
    { ...at(1, '16:42'), person: person('kravtsova'), role: 'tutor', ...diary },
    { ...at(2, '12:07'), person: person('kravtsova'), role: 'tutor', kind: 'consents', ...klass },
    { ...at(3, '17:15'), person: person('kovalyova'), role: 'head', ...diary },
    { ...at(4, '10:31'), person: person('shevchuk'), role: 'admin', kind: 'class', ...klass },
  ];
  return [...journals, ...others].filter(({ person: by }) => by !== '').toSorted((a, b) => (a.at < b.at ? -1 : 1));
}

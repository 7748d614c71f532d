import type { PersonId } from '@peremena/events';
import { signedInPupil } from './people.ts';
import type { DemoSchool } from './school.ts';

/** The password of every demo sign-in. The demo school is open to whoever reaches it: it is for trying, not for real people. */
export const demoPassword = 'peremena17';

export interface DemoSignIn {
  readonly login: string;
  readonly personId: PersonId;
  readonly who: 'teacher' | 'parent' | 'pupil' | 'head' | 'admin';
  readonly name: string;
}

/** Who can sign in to the first school of the demo. */
export function demoSignIns(school: DemoSchool): readonly DemoSignIn[] {
  const pupil = school.pupils.find(({ key }) => key === signedInPupil)!;
  const mother = school.guardians.find(({ personId }) => personId === pupil.guardians[0]!.guardianId)!;
  const of = (
    who: DemoSignIn['who'],
    person: { personId: PersonId; familyName: string; givenName: string },
  ): DemoSignIn => ({
    login: who,
    personId: person.personId,
    who,
    name: `${person.givenName} ${person.familyName}`,
  });
  return [
    of('teacher', school.staff.get('kravtsova')!),
    of('parent', mother),
    of('pupil', pupil),
    of('head', school.staff.get('kovalyova')!),
    of('admin', school.staff.get('shevchuk')!),
  ];
}

/** Who can sign in to the school beside it. */
export function signInsOfSecond({ key, staff, admin }: DemoSchool): readonly DemoSignIn[] {
  const { personId, givenName, familyName } = staff.get(admin)!;
  return [{ login: `admin${key}`, personId, who: 'admin', name: `${givenName} ${familyName}` }];
}

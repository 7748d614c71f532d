import type { PersonId } from '@peremena/events';
import { signedInPupil, type DemoPeople } from './people.ts';

/** The password of every demo sign-in. The demo school is open to whoever reaches it: it is for trying, not for real people. */
export const demoPassword = 'peremena17';

export interface DemoSignIn {
  readonly login: string;
  readonly personId: PersonId;
  readonly who: 'teacher' | 'parent' | 'pupil' | 'head' | 'admin';
  readonly name: string;
}

/** Who can sign in to the demo school. */
export function demoSignIns(people: DemoPeople): readonly DemoSignIn[] {
  const pupil = people.pupils.find(({ key }) => key === signedInPupil)!;
  const mother = people.guardians.find(({ personId }) => personId === pupil.guardians[0]!.guardianId)!;
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
    of('teacher', people.staff.kravtsova),
    of('parent', mother),
    of('pupil', pupil),
    of('head', people.staff.kovalyova),
    of('admin', people.staff.shevchuk),
  ];
}

import type { Me } from './answers.ts';
import type { ShellWords } from './i18n/shell.ts';
import type { Say } from './i18n/words.ts';

/** Keeps a fact of the role a person has chosen to act in on this device. */
export const actingCookie = 'acting';

const names = {
  teacher: 'asTeacher',
  tutor: 'asTutor',
  head: 'asHead',
  admin: 'asAdmin',
  guardian: 'asGuardian',
  pupil: 'asPupil',
  system: 'asPupil',
} as const satisfies Record<Me['roles'][number]['role'], keyof ShellWords>;

/** A role to choose: «учитель», and where. */
export interface RoleChoice {
  readonly value: string;
  readonly role: string;
  readonly school: string | null;
  readonly current: boolean;
}

/** The roles a person may choose from, in words; none for who has one only. Who has not chosen acts in the first: work before family. */
export function rolesOf({ roles, acting }: Pick<Me, 'roles' | 'acting'>, say: Say<ShellWords>): readonly RoleChoice[] {
  if (roles.length < 2) return [];
  return roles.map(({ role, schoolTitle, factId }, index) => ({
    value: factId,
    role: say(names[role]),
    school: schoolTitle,
    current: acting === null ? index === 0 : acting === factId,
  }));
}

/** «учитель, Школа № 17». */
export const inWords = ({ role, school }: RoleChoice): string => [role, school].filter(Boolean).join(', ');

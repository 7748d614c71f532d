import type { Me } from '#lib/answers.ts';
import type { shellWords } from '#lib/i18n/shell.ts';
import type { IconName } from '#lib/ui/icons.ts';

type Word = keyof ReturnType<typeof shellWords>;

interface Link {
  readonly href: string;
  readonly icon: IconName;
  readonly word: Word;
  /** How many things wait there. */
  readonly waiting?: number;
}
export interface LinkGroup {
  readonly title: Word;
  readonly links: readonly Link[];
}

/** What there is beside the places of the navigation, for somebody with these roles; groups with nothing in them are left out. */
export function linksFor(
  { actings, roles, keepsDeployment }: Pick<Me, 'actings' | 'roles' | 'keepsDeployment'>,
  waiting: number,
  /** There is a provider to sign in through. */
  provider = false,
): readonly LinkGroup[] {
  const acts = (...names: readonly string[]): boolean => actings.some(({ role }) => names.includes(role));
  const is = (...names: readonly string[]): boolean => roles.some(({ role }) => names.includes(role));
  const when = (there: boolean, ...links: readonly Link[]): readonly Link[] => (there ? links : []);
  const led = actings.filter(({ role }) => role === 'admin' || role === 'head');
  const school = [
    ...when(acts('tutor', 'head', 'admin'), { href: '/classes', icon: 'people', word: 'classes' }),
    ...when(
      led.length > 0,
      { href: '/more/staff', icon: 'person', word: 'staff' },
      { href: '/more/requests', icon: 'check', word: 'requests', waiting },
    ),
    // Who leads several schools and has not chosen one is shown the first, as everywhere.
    ...led
      .slice(0, 1)
      .map(
        ({ schoolId }) => ({ href: `/more/consent-texts/${schoolId}`, icon: 'diary', word: 'consentTexts' }) as const,
      ),
    ...when(acts('tutor', 'admin'), { href: '/more/help', icon: 'key', word: 'helpSignIn' }),
    ...when(led.length > 0, { href: '/more/school', icon: 'pencil', word: 'schoolSettings' }),
    ...when(
      acts('admin'),
      { href: '/more/import', icon: 'plus', word: 'schoolImport' },
      { href: '/more/export', icon: 'sheet', word: 'schoolExport' },
    ),
    ...when(acts('admin'), { href: '/more/begin', icon: 'check', word: 'firstSteps' }),
    ...when(keepsDeployment, { href: '/admin/health', icon: 'check', word: 'systemHealth' }),
  ];
  const family = [
    ...when(is('guardian', 'pupil'), { href: '/more/family', icon: 'people', word: 'myFamily' }),
    ...when(acts('guardian', 'pupil'), { href: '/more/consents', icon: 'check', word: 'consents' }),
    ...when(acts('guardian') && !acts('tutor', 'admin'), { href: '/more/help', icon: 'key', word: 'helpSignIn' }),
  ];
  const account: readonly Link[] = [
    { href: '/more/profile', icon: 'person', word: 'profile' },
    { href: '/password', icon: 'key', word: 'changePassword' },
    { href: '/more/second-factor', icon: 'lock', word: 'secondFactor' },
    { href: '/more/passkeys', icon: 'key', word: 'passkeys' },
    ...when(provider, { href: '/more/provider', icon: 'swap', word: 'provider' }),
    { href: '/more/sessions', icon: 'phone', word: 'whereSignedIn' },
    { href: '/more/access', icon: 'eye', word: 'whoLooked' },
  ];
  const groups: readonly LinkGroup[] = [
    { title: 'ofSchool', links: school },
    { title: 'ofFamily', links: family },
    { title: 'account', links: account },
  ];
  return groups.filter(({ links }) => links.length > 0);
}

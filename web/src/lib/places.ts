import type { ShellWords } from './i18n/shell.ts';
import type { IconName } from './ui/icons.ts';

interface KnownPlace {
  readonly name: keyof ShellWords &
    ('today' | 'journal' | 'diary' | 'timetable' | 'substitutions' | 'notices' | 'more');
  readonly href: string;
  readonly icon: IconName;
  /** The letter after `g`, as it lies on a keyboard. */
  readonly key: string;
}

/** Places that have a page. Navigation shows those of them that a person's facts open. */
const known: readonly KnownPlace[] = [
  { name: 'today', href: '/today', icon: 'home', key: 't' },
  { name: 'journal', href: '/journal', icon: 'journal', key: 'j' },
  { name: 'diary', href: '/diary', icon: 'diary', key: 'd' },
  { name: 'timetable', href: '/timetable', icon: 'calendar', key: 'r' },
  { name: 'substitutions', href: '/substitutions', icon: 'swap', key: 's' },
];
/** Open to whoever has a place at all. */
const notices: KnownPlace = { name: 'notices', href: '/notices', icon: 'bell', key: 'n' };
const more: KnownPlace = { name: 'more', href: '/more', icon: 'more', key: 'm' };

/** The places of a person, in the order of the rail. */
export function placesOf(open: readonly string[]): readonly KnownPlace[] {
  return [...known.filter(({ name }) => open.includes(name)), ...(open.length > 0 ? [notices] : []), more];
}

/** Where a person begins. */
export function firstPlace(open: readonly string[]): string {
  return placesOf(open)[0]?.href ?? more.href;
}

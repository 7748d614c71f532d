import type { Role } from '@peremena/events';
import { linkTold } from '../access/link-told.ts';
import { dayBefore, type Period } from '../core/period.ts';
import type { GuardianshipState, LimitingOrder, Link } from './state.ts';

interface Reader {
  readonly role: Role;
  readonly personId: string;
  readonly today: string;
  /** From which day the pupil is of full age, null where that is not known. */
  readonly adultOn: string | null;
}

/** A link as somebody may see it. `recorded`: who wrote it down and by what; null for those who are only told that it is there. */
export interface SeenLink extends Pick<Link, 'guardianId' | 'relation' | 'consent'>, Period {
  readonly limited: boolean;
  readonly recorded: Pick<Link, 'by' | 'at' | 'source'> | null;
  /** Whether the reader may know how to reach the guardian. */
  readonly reachable: boolean;
}

/** A guardian whom a pupil of full age may let go on, and whether they did. */
export interface Asking extends Pick<Link, 'guardianId' | 'relation'> {
  readonly given: boolean;
}

const holds = ({ from, to }: Period, day: string) => from <= day && (to === null || day <= to);

/**
 * Row «guardian link, order» of the table of rights: head and admin read all of it; a guardian the own links and orders and nothing of
 * another's; the tutor and the pupil who there is today, and whether an order limits them. With full age every link is over.
 */
export function guardiansSeen(
  { links, orders }: GuardianshipState,
  { role, personId, today, adultOn }: Reader,
): {
  readonly links: readonly SeenLink[];
  readonly orders: readonly LimitingOrder[];
  readonly asks: readonly Asking[];
} {
  const whole = role === 'head' || role === 'admin';
  const own = role === 'guardian';
  const adult = adultOn !== null && adultOn <= today;
  const lawful = adult ? links.map((link) => untilFullAge(link, adultOn)) : links;
  const shown = lawful
    .map((link) => ({
      ...link,
      ...linkTold(role, { own: link.guardianId === personId, present: holds(link, today) }),
    }))
    .filter(({ told }) => told);
  return {
    links: shown.map(({ guardianId, relation, consent, from, to, by, at, source, recorded, reachable }) => ({
      guardianId,
      relation,
      consent,
      from,
      to,
      limited: orders.some((order) => order.guardianId === guardianId && holds(order, today)),
      recorded: recorded ? { by, at, source } : null,
      reachable,
    })),
    orders: whole ? orders : own ? orders.filter(({ guardianId }) => guardianId === personId) : [],
    asks: adult && role === 'pupil' ? asks(links, { today, adultOn }) : [],
  };
}

const untilFullAge = (link: Link, adultOn: string): Link => {
  const last = dayBefore(adultOn);
  return link.consent || (link.to !== null && link.to < last) ? link : { ...link, to: last };
};

/** Who was a guardian until the pupil came of age, each once. */
function asks(links: readonly Link[], { today, adultOn }: { today: string; adultOn: string }): readonly Asking[] {
  const last = links.filter((link) => !link.consent && (holds(link, dayBefore(adultOn)) || holds(link, today)));
  return [...new Map(last.map((link) => [link.guardianId, link])).values()].map(({ guardianId, relation }) => ({
    guardianId,
    relation,
    given: links.some((link) => link.consent && link.guardianId === guardianId && holds(link, today)),
  }));
}

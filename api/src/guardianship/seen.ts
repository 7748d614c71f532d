import type { Role } from '@peremena/events';
import type { Period } from '../core/period.ts';
import type { GuardianshipState, LimitingOrder, Link } from './state.ts';

interface Reader {
  readonly role: Role;
  readonly personId: string;
  readonly today: string;
}

/** A link as somebody may see it. `recorded`: who wrote it down and by what; null for those who are only told that it is there. */
export interface SeenLink extends Pick<Link, 'guardianId' | 'relation' | 'consent'>, Period {
  readonly limited: boolean;
  readonly recorded: Pick<Link, 'by' | 'at' | 'source'> | null;
}

const holds = ({ from, to }: Period, day: string) => from <= day && (to === null || day <= to);

/**
 * Row «guardian link, order» of the table of rights: head and admin read all of it; a guardian the own links and orders and nothing of
 * another's; the tutor and the pupil who there is today, and whether an order limits them.
 */
export function guardiansSeen(
  { links, orders }: GuardianshipState,
  { role, personId, today }: Reader,
): { readonly links: readonly SeenLink[]; readonly orders: readonly LimitingOrder[] } {
  const whole = role === 'head' || role === 'admin';
  const own = role === 'guardian';
  const shown = links.filter((link) => (own ? link.guardianId === personId : whole || holds(link, today)));
  return {
    links: shown.map(({ guardianId, relation, consent, from, to, by, at, source }) => ({
      guardianId,
      relation,
      consent,
      from,
      to,
      limited: orders.some((order) => order.guardianId === guardianId && holds(order, today)),
      recorded: whole || own ? { by, at, source } : null,
    })),
    orders: whole ? orders : own ? orders.filter(({ guardianId }) => guardianId === personId) : [],
  };
}

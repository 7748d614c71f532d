import type { GuardianshipEvent } from '@peremena/events';
import { fullAge } from '../core/age.ts';
import { Refusal, type Decider } from '../core/decider.ts';
import { begin, cancel, dayBefore, end, meet, type Period } from '../core/period.ts';
import type { GuardianshipCommand } from './commands.ts';
import { evolve, type GuardianshipState } from './state.ts';

type Of<T extends GuardianshipCommand['type']> = Extract<GuardianshipCommand, { type: T }>;
type Link = Pick<GuardianshipCommand, 'pupilId' | 'guardianId'>;

const periodsOf = (state: GuardianshipState, guardianId: string, consent = false): readonly Period[] =>
  state.links.filter((link) => link.guardianId === guardianId && link.consent === consent);

/**
 * Rules of guardianship: somebody else than the pupil, linked once at a time; an order limits who is linked, and several may hold at once
 * (what stays is what all of them leave); a pupil of full age consents or does not.
 */
export const guardianshipDecider: Decider<GuardianshipState, GuardianshipCommand, GuardianshipEvent> = {
  initialState: { links: [], orders: [] },
  decide(state, command) {
    const { pupilId, guardianId } = command;
    const link = { pupilId, guardianId };
    const ends = (ended: { from: string; lastDay: string }): GuardianshipEvent => ({
      type: 'GuardianUnlinked',
      data: { ...link, ...ended },
    });
    switch (command.type) {
      case 'LinkGuardian': {
        if (guardianId === pupilId) throw new Refusal('own_guardian');
        const { relation, from, to, source } = command;
        return begin(periodsOf(state, guardianId), { from, to }, 'already_guardian', {
          begins: () => ({ type: 'GuardianLinked', data: { ...link, relation, from, to, source } }),
          ends,
        });
      }
      case 'UnlinkGuardian':
        return end(periodsOf(state, guardianId), command.lastDay, 'not_guardian', ends);
      case 'WithdrawLink': {
        const { from } = command;
        if (state.orders.some((order) => order.guardianId === guardianId)) throw new Refusal('later_facts', { from });
        if (periodsOf(state, guardianId, true).length > 0) throw new Refusal('later_facts', { from });
        return cancel(periodsOf(state, guardianId), command, () => ({
          type: 'GuardianLinkWithdrawn',
          data: { ...link, from },
        }));
      }
      case 'LimitGuardian':
        return limited(state, command);
      case 'EndLimit':
        return ended(state, command);
      case 'ConsentAsAdult': {
        if (command.context.age === null || command.context.age < fullAge) throw new Refusal('not_adult');
        if (periodsOf(state, guardianId).length === 0) throw new Refusal('not_guardian');
        const given = periodsOf(state, guardianId, true).some(({ to }) => to === null || to >= command.from);
        return given ? [] : [{ type: 'AdultPupilConsented', data: { ...link, from: command.from } }];
      }
      case 'WithdrawConsent': {
        const given = periodsOf(state, guardianId, true).find(({ to }) => to === null);
        if (!given) return [];
        const { from } = given;
        return [{ type: 'AdultPupilConsentWithdrawn', data: { ...link, from, lastDay: command.lastDay } }];
      }
    }
  },
  evolve,
};

function limited(state: GuardianshipState, command: Of<'LimitGuardian'>): readonly GuardianshipEvent[] {
  const { type: _, replaces, ...order } = command;
  const { orderId, guardianId, from, to, document, documentDate } = order;
  if (to !== null && to < from) throw new Refusal('period_dates', { from, to });
  if (state.orders.some(({ id }) => id === orderId)) return [];
  if (!periodsOf(state, guardianId).some((period) => meet(period, order))) throw new Refusal('not_guardian');
  const twin = state.orders.find(
    (other) =>
      other.id !== replaces &&
      other.guardianId === guardianId &&
      other.document === document &&
      other.documentDate === documentDate &&
      meet(other, order),
  );
  if (twin) throw new Refusal('order_exists', { from: twin.from, to: twin.to });
  const limits: GuardianshipEvent = { type: 'GuardianLimited', data: order };
  if (replaces === null) return [limits];
  const lastDay = dayBefore(from);
  return [
    ...ended(state, { ...linkOf(command), type: 'EndLimit', orderId: replaces, lastDay, document, documentDate }),
    limits,
  ];
}

function ended(state: GuardianshipState, command: Of<'EndLimit'>): readonly GuardianshipEvent[] {
  const { type: _, ...end } = command;
  const order = state.orders.find(({ id, guardianId }) => id === end.orderId && guardianId === end.guardianId);
  if (!order) throw new Refusal('order_unknown');
  // Before the first day it never held: the order was annulled.
  const lastDay = end.lastDay < order.from ? dayBefore(order.from) : end.lastDay;
  if (order.to === lastDay) return [];
  if (order.to !== null && order.to < lastDay) throw new Refusal('order_over', { to: order.to });
  return [{ type: 'GuardianLimitEnded', data: { ...end, lastDay } }];
}

const linkOf = ({ pupilId, guardianId }: Link): Link => ({ pupilId, guardianId });

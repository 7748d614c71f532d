import type { GuardianshipEvent, KeptPart, Metadata, OrderId } from '@peremena/events';
import type { Written } from '../core/decider.ts';
import { openText } from '@peremena/events';
import type { Period } from '../core/period.ts';

type Relation = Extract<GuardianshipEvent, { type: 'GuardianLinked' }>['data']['relation'];

/** Who recorded a fact, and when. */
export interface RecordedBy {
  readonly by: Metadata['actorId'];
  readonly at: string;
}

export interface Link extends Period, RecordedBy {
  readonly guardianId: string;
  readonly relation: Relation;
  readonly source: string | null;
  /** The consent of a pupil of full age, not a link by law. */
  readonly consent: boolean;
}

export interface LimitingOrder extends Period, RecordedBy {
  readonly id: OrderId;
  readonly guardianId: string;
  readonly keeps: readonly KeptPart[];
  /** Null where it was erased. */
  readonly document: string | null;
  readonly documentDate: string;
  /** The document by which it was ended, null until it is. */
  readonly endedBy: ({ readonly document: string | null; readonly documentDate: string } & RecordedBy) | null;
}

/** Who may act for one pupil, by date, and what limits it. */
export interface GuardianshipState {
  readonly links: readonly Link[];
  readonly orders: readonly LimitingOrder[];
}

const withLastDay = (
  links: readonly Link[],
  end: { guardianId: string; from: string; lastDay: string },
  consent: boolean,
) =>
  links.map((link) =>
    link.guardianId === end.guardianId && link.from === end.from && link.consent === consent
      ? { ...link, to: end.lastDay }
      : link,
  );

/** Folds an event of the stream in. */
export function evolve(state: GuardianshipState, event: GuardianshipEvent, written: Written): GuardianshipState {
  const recorded = { by: written.actorId, at: written.at };
  switch (event.type) {
    case 'GuardianLinked': {
      const { guardianId, relation, from, to, source } = event.data;
      const link = { guardianId, relation, from, to, source, consent: false, ...recorded };
      return { ...state, links: [...state.links, link] };
    }
    case 'GuardianUnlinked':
      return { ...state, links: withLastDay(state.links, event.data, false) };
    case 'GuardianLinkWithdrawn': {
      const { guardianId, from } = event.data;
      const there = (link: Link) => link.guardianId === guardianId && link.from === from && !link.consent;
      return { ...state, links: state.links.filter((link) => !there(link)) };
    }
    case 'AdultPupilConsented': {
      const { guardianId, from } = event.data;
      const relation = state.links.find((link) => link.guardianId === guardianId)?.relation ?? 'guardian';
      const link = { guardianId, relation, from, to: null, source: null, consent: true, ...recorded };
      return { ...state, links: [...state.links, link] };
    }
    case 'AdultPupilConsentWithdrawn':
      return { ...state, links: withLastDay(state.links, event.data, true) };
    case 'GuardianLimited': {
      const { orderId: id, guardianId, keeps, from, to, documentDate } = event.data;
      const document = openText(event.data.document);
      const order = { id, guardianId, keeps, from, to, document, documentDate, endedBy: null, ...recorded };
      return { ...state, orders: [...state.orders, order] };
    }
    case 'GuardianLimitEnded': {
      const endedBy = {
        document: openText(event.data.document),
        documentDate: event.data.documentDate,
        ...recorded,
      };
      const { orderId, lastDay } = event.data;
      const orders = state.orders.map((order) => (order.id === orderId ? { ...order, to: lastDay, endedBy } : order));
      return { ...state, orders };
    }
  }
}

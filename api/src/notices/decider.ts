import type { EventId, NoticeKind, NoticeRole, NoticesEvent, PersonId } from '@peremena/events';
import type { Decider } from '../core/decider.ts';

export interface SeeNotices {
  readonly type: 'SeeNotices';
  readonly personId: PersonId;
  readonly upTo: EventId;
  /** Null: of all pupils, and of the own duties. */
  readonly pupilId: PersonId | null;
  /** The roles in which something up to that event has not been seen yet. */
  readonly context: { readonly fresh: readonly NoticeRole[] };
}

export interface ChooseNotices {
  readonly type: 'ChooseNotices';
  readonly personId: PersonId;
  readonly kind: NoticeKind;
  /** Null for the own duties. */
  readonly pupilId: PersonId | null;
  readonly wanted: boolean;
}

interface State {
  readonly upTo: ReadonlyMap<string, EventId>;
  readonly muted: ReadonlySet<string>;
}

const looked = (role: NoticeRole, pupilId: PersonId | null) => `${role} ${pupilId}`;
const choice = ({ kind, pupilId }: Pick<ChooseNotices, 'kind' | 'pupilId'>) => `${kind} ${pupilId}`;

/** What one person has seen, and wants to be told. Everything is wanted until they say otherwise. */
export const noticesDecider: Decider<State, SeeNotices | ChooseNotices, NoticesEvent> = {
  initialState: { upTo: new Map(), muted: new Set() },
  decide(state, command) {
    const { personId } = command;
    if (command.type === 'SeeNotices') {
      const { upTo, pupilId, context } = command;
      return context.fresh
        .filter((role) => state.upTo.get(looked(role, pupilId)) !== upTo)
        .map((role) => ({ type: 'NoticesSeen', data: { personId, role, pupilId, upTo } }));
    }
    const { kind, pupilId, wanted } = command;
    if (wanted === !state.muted.has(choice(command))) return [];
    return [{ type: wanted ? 'NoticesUnmuted' : 'NoticesMuted', data: { personId, kind, pupilId } }];
  },
  evolve(state, { type, data }) {
    if (type === 'NoticesSeen')
      return { ...state, upTo: new Map([...state.upTo, [looked(data.role, data.pupilId), data.upTo]]) };
    const muted = new Set(state.muted);
    if (type === 'NoticesMuted') muted.add(choice(data));
    else muted.delete(choice(data));
    return { ...state, muted };
  },
};

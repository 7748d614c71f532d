import type { PersonId, RequestedAct, RequestEvent, RequestId, SchoolId } from '@peremena/events';
import { openText } from '@peremena/events';
import { type Decider, Refusal } from '../core/decider.ts';
import type { RequestCommand } from './commands.ts';

/** A request as its stream tells it. */
export interface RequestState {
  readonly schoolId: SchoolId;
  readonly requestId: RequestId;
  readonly aboutId: PersonId;
  readonly act: RequestedAct;
  readonly reason: string | null;
  readonly document: string | null;
  readonly documentDate: string | null;
  readonly proposedBy: PersonId | null;
  readonly told: readonly PersonId[];
  readonly expiresAt: string;
  readonly status: 'waiting' | 'confirmed' | 'declined' | 'withdrawn' | 'done' | 'refused';
  readonly decidedBy: PersonId | null;
  /** Why it was declined. */
  readonly answer: string | null;
}

/** Acts that follow from a document of a court or authority. */
const byDocument: ReadonlySet<RequestedAct['kind']> = new Set([
  'link_guardian',
  'unlink_guardian',
  'limit_guardian',
  'end_limit',
]);

/**
 * Rules of an act that takes two persons: the second is neither who proposed it nor who it is about; one answer counts, within its time; who
 * proposed it may withdraw it until then. Nothing is done here: what was confirmed is carried out by `carrying-out.ts`.
 */
export const requestDecider: Decider<RequestState | null, RequestCommand, RequestEvent> = {
  initialState: null,
  decide(state, command) {
    if (command.type === 'ProposeAct') {
      if (state) return [];
      const { type: _, by: __, asked, ...proposed } = command;
      if (byDocument.has(command.act.kind) && (command.document === null || command.documentDate === null))
        throw new Refusal('document_needed');
      return [{ type: 'ActProposed', data: { ...proposed, asked: [...asked] } }];
    }
    if (!state) throw new Refusal('request_unknown');
    const { schoolId, requestId, aboutId, status } = state;
    const request = { schoolId, requestId, told: [...state.told] };
    if (command.type === 'FinishAct') {
      if (status !== 'confirmed') return [];
      return command.refusal === null
        ? [{ type: 'ActCarriedOut', data: request }]
        : [{ type: 'ActRefused', data: { ...request, code: command.refusal } }];
    }
    const { by, at } = command;
    const confirmed = status === 'confirmed' || status === 'done' || status === 'refused';
    if (command.type === 'ConfirmAct' && confirmed && state.decidedBy === by) return [];
    if (status !== 'waiting') throw new Refusal('request_decided', { status });
    if (at >= state.expiresAt) throw new Refusal('request_lapsed', { expiresAt: state.expiresAt });
    if (command.type === 'WithdrawAct') {
      if (by !== state.proposedBy) throw new Refusal('request_of_another');
      return [{ type: 'ActWithdrawn', data: request }];
    }
    const alone = command.type === 'ConfirmAct' && command.alone;
    if (by === state.proposedBy && !alone) throw new Refusal('own_request');
    if (by === aboutId) throw new Refusal('request_about_you');
    return command.type === 'ConfirmAct'
      ? [{ type: 'ActConfirmed', data: { ...request, alone } }]
      : [{ type: 'ActDeclined', data: { ...request, aboutId, reason: command.reason } }];
  },
  evolve(state, event, { actorId }) {
    if (event.type === 'ActProposed') {
      const { schoolId, requestId, aboutId, act, asked, documentDate, expiresAt } = event.data;
      const told = [...new Set([...(actorId ? [actorId] : []), ...asked])];
      const words = { reason: openText(event.data.reason), document: openText(event.data.document) };
      const request = { schoolId, requestId, aboutId, act, ...words, documentDate, expiresAt, told };
      return { ...request, proposedBy: actorId, status: 'waiting', decidedBy: null, answer: null };
    }
    if (!state) return state;
    switch (event.type) {
      case 'ActConfirmed':
        return { ...state, status: 'confirmed', decidedBy: actorId };
      case 'ActDeclined':
        return { ...state, status: 'declined', decidedBy: actorId, answer: openText(event.data.reason) };
      case 'ActWithdrawn':
        return { ...state, status: 'withdrawn', decidedBy: actorId };
      case 'ActCarriedOut':
        return { ...state, status: 'done' };
      case 'ActRefused':
        return { ...state, status: 'refused' };
    }
  },
};

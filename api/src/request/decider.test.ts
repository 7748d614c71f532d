import type { PersonId, RequestedAct, RequestEvent, RequestId, SchoolId } from '@peremena/events';
import { describe, it } from 'vitest';
import { specify } from '../core/specification.ts';
import { requestDecider } from './decider.ts';

const uuid = (digit: string) =>
  `${digit.repeat(8)}-${digit.repeat(4)}-4${digit.repeat(3)}-8${digit.repeat(3)}-${digit.repeat(12)}`;
const request = { schoolId: uuid('1') as SchoolId, requestId: uuid('2') as RequestId };
const [pupilId, head, admin] = [uuid('3'), uuid('4'), uuid('5')] as [PersonId, PersonId, PersonId];
const act: RequestedAct = {
  kind: 'unlink_guardian',
  pupilId,
  guardianId: uuid('6') as PersonId,
  lastDay: '2026-11-18',
};
const words = { reason: 'Лишён родительских прав', document: 'Решение № 5', documentDate: '2026-11-10' };
const proposal = { ...request, aboutId: pupilId, act, ...words, expiresAt: '2026-11-25T08:00:00.000Z' };
const proposed: RequestEvent = { type: 'ActProposed', data: { ...proposal, asked: [head] } };
const propose = { type: 'ProposeAct' as const, ...proposal, asked: [head], by: admin };
const told = { ...request, told: [head] };
const confirmed: RequestEvent = { type: 'ActConfirmed', data: { ...told, alone: false } };
const done: RequestEvent = { type: 'ActCarriedOut', data: told };
const at = '2026-11-18T08:00:00.000Z';
const confirm = { type: 'ConfirmAct' as const, by: head, at, alone: false };
const decline = { type: 'DeclineAct' as const, by: head, at, reason: 'Документ не тот' };
const { given } = specify(requestDecider);

describe('an act that takes two persons', () => {
  it('is proposed', () => given([]).when(propose).then([proposed]));
  it('needs a document where it follows from one', () =>
    given([])
      .when({ ...propose, document: null })
      .thenRefused('document_needed'));
  it('is confirmed by a second person', () => given([proposed]).when(confirm).then([confirmed]));
  it('is declined with a reason', () =>
    given([proposed])
      .when(decline)
      .then([{ type: 'ActDeclined', data: { ...told, aboutId: pupilId, reason: decline.reason } }]));
  it('is not decided by whom it is about', () => {
    for (const command of [confirm, decline])
      given([proposed])
        .when({ ...command, by: pupilId })
        .thenRefused('request_about_you');
  });
  it('is decided once', () => given([proposed, confirmed]).when(decline).thenRefused('request_decided'));
  it('lapses', () => {
    for (const command of [confirm, decline])
      given([proposed])
        .when({ ...command, at: proposal.expiresAt })
        .thenRefused('request_lapsed');
  });
  it('is not withdrawn by another', () =>
    given([proposed]).when({ type: 'WithdrawAct', by: head, at }).thenRefused('request_of_another'));
  it('is finished once, and only after it was confirmed', () => {
    const finish = { type: 'FinishAct' as const, refusal: null };
    given([proposed]).when(finish).then([]);
    given([proposed, confirmed]).when(finish).then([done]);
    given([proposed, confirmed, done]).when(finish).then([]);
    given([proposed, confirmed])
      .when({ type: 'FinishAct', refusal: 'not_guardian' })
      .then([{ type: 'ActRefused', data: { ...told, code: 'not_guardian' } }]);
  });
  it('proposed again is nothing new', () => given([proposed]).when(propose).then([]));
  it('is refused where there is none', () => given([]).when(confirm).thenRefused('request_unknown'));
});

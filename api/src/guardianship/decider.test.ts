import type { GuardianshipEvent, OrderId, PersonId } from '@peremena/events';
import { describe, it } from 'vitest';
import { specify } from '../core/specification.ts';
import { guardianshipDecider } from './decider.ts';

const pupilId = '66666666-6666-4666-8666-666666666666' as PersonId;
const guardianId = '88888888-8888-4888-8888-888888888888' as PersonId;
const linkage = { pupilId, guardianId, relation: 'mother' as const, from: '2026-09-01', to: null, source: null };
const linked: GuardianshipEvent = { type: 'GuardianLinked', data: linkage };
const { given } = specify(guardianshipDecider);

describe('LinkGuardian', () => {
  const link = { type: 'LinkGuardian' as const, ...linkage };
  it('links', () => given([]).when(link).then([linked]));
  it('is refused for the pupil', () =>
    given([])
      .when({ ...link, guardianId: pupilId })
      .thenRefused('own_guardian'));
  it('is refused while linked', () =>
    given([linked])
      .when({ ...link, from: '2026-10-01' })
      .thenRefused('already_guardian'));
  it('does nothing again', () => given([linked]).when(link).then([]));
});

describe('UnlinkGuardian', () => {
  const unlink = { type: 'UnlinkGuardian' as const, pupilId, guardianId, lastDay: '2026-10-31' };
  const unlinked: GuardianshipEvent = {
    type: 'GuardianUnlinked',
    data: { pupilId, guardianId, from: '2026-09-01', lastDay: '2026-10-31' },
  };
  it('unlinks', () => given([linked]).when(unlink).then([unlinked]));
  it('is refused for somebody who is no guardian', () => given([]).when(unlink).thenRefused('not_guardian'));
  it('does nothing again', () => given([linked, unlinked]).when(unlink).then([]));
});

const orderId = '99999999-9999-4999-8999-999999999999' as OrderId;
const other = 'aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa' as OrderId;
const paper = { document: 'Решение № 2-417/2026', documentDate: '2026-10-09' };
const terms = { keeps: ['timetable' as const], from: '2026-10-12', to: null };
const limited: GuardianshipEvent = {
  type: 'GuardianLimited',
  data: { orderId, pupilId, guardianId, ...terms, ...paper },
};
const limit = { type: 'LimitGuardian' as const, orderId, pupilId, guardianId, ...terms, ...paper, replaces: null };
const endOf = (lastDay: string): GuardianshipEvent => ({
  type: 'GuardianLimitEnded',
  data: { orderId, pupilId, guardianId, lastDay, ...paper },
});

describe('LimitGuardian', () => {
  it('limits a guardian from a date', () => given([linked]).when(limit).then([limited]));
  it('is refused for who is no guardian on any of the days', () => given([]).when(limit).thenRefused('not_guardian'));
  it('is refused when it ends before it begins', () =>
    given([linked])
      .when({ ...limit, to: '2026-10-11' })
      .thenRefused('period_dates'));
  it('is refused when the same document holds already', () =>
    given([linked, limited])
      .when({ ...limit, orderId: other })
      .thenRefused('order_exists', { from: '2026-10-12', to: null }));
  it('holds beside another document', () => {
    const second = { ...limit, orderId: other, document: 'Решение № 3' };
    const { type: _, replaces: __, ...data } = second;
    given([linked, limited])
      .when(second)
      .then([{ type: 'GuardianLimited', data }]);
  });
  it('comes in the place of another: that one ends the day before', () => {
    const next = { ...limit, orderId: other, from: '2026-11-01', document: 'Решение № 4', replaces: orderId };
    const { type: _, replaces: __, ...data } = next;
    const ended: GuardianshipEvent = {
      type: 'GuardianLimitEnded',
      data: {
        orderId,
        pupilId,
        guardianId,
        lastDay: '2026-10-31',
        document: 'Решение № 4',
        documentDate: '2026-10-09',
      },
    };
    given([linked, limited])
      .when(next)
      .then([ended, { type: 'GuardianLimited', data }]);
  });
  it('does nothing again', () => given([linked, limited]).when(limit).then([]));
});

describe('EndLimit', () => {
  const end = { type: 'EndLimit' as const, orderId, pupilId, guardianId, lastDay: '2026-11-30', ...paper };
  it('ends with its last day', () =>
    given([linked, limited])
      .when(end)
      .then([endOf('2026-11-30')]));
  it('an annulled order never held', () =>
    given([linked, limited])
      .when({ ...end, lastDay: '2026-09-01' })
      .then([endOf('2026-10-11')]));
  it('is refused for an order of nobody', () => given([linked]).when(end).thenRefused('order_unknown'));
  it('is refused for a day after its end', () =>
    given([linked, limited, endOf('2026-11-15')])
      .when(end)
      .thenRefused('order_over', { to: '2026-11-15' }));
  it('does nothing again', () =>
    given([linked, limited, endOf('2026-11-30')])
      .when(end)
      .then([]));
});

describe('the consent of a pupil of full age', () => {
  const consent = { type: 'ConsentAsAdult' as const, pupilId, guardianId, from: '2026-11-18', context: { age: 18 } };
  const consented: GuardianshipEvent = {
    type: 'AdultPupilConsented',
    data: { pupilId, guardianId, from: '2026-11-18' },
  };
  const withdraw = { type: 'WithdrawConsent' as const, pupilId, guardianId, lastDay: '2026-12-01' };
  it('is given at 18', () => given([linked]).when(consent).then([consented]));
  it('is refused before, and where the age is not known', () => {
    for (const age of [17, null])
      given([linked])
        .when({ ...consent, context: { age } })
        .thenRefused('not_adult');
  });
  it('is refused to who never was a guardian', () => given([]).when(consent).thenRefused('not_guardian'));
  it('does nothing again', () => given([linked, consented]).when(consent).then([]));
  it('is taken back', () =>
    given([linked, consented])
      .when(withdraw)
      .then([
        {
          type: 'AdultPupilConsentWithdrawn',
          data: { pupilId, guardianId, from: '2026-11-18', lastDay: '2026-12-01' },
        },
      ]));
  it('nothing to take back', () => given([linked]).when(withdraw).then([]));
});

describe('WithdrawLink', () => {
  const back = { type: 'WithdrawLink' as const, pupilId, guardianId, from: '2026-09-01', to: null };
  const gone: GuardianshipEvent = { type: 'GuardianLinkWithdrawn', data: { pupilId, guardianId, from: '2026-09-01' } };
  it('takes back that the guardian was linked, and is then done', () => {
    given([linked]).when(back).then([gone]);
    given([linked, gone]).when(back).then([]);
  });
  it('is refused where an order limits the guardian', () =>
    given([linked, limited]).when(back).thenRefused('later_facts'));
});

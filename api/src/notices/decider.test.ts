import type { EventId, NoticeRole, PersonId } from '@peremena/events';
import { describe, it } from 'vitest';
import { specify } from '../core/specification.ts';
import { noticesDecider } from './decider.ts';

const personId = '44444444-4444-4444-8444-444444444444' as PersonId;
const pupilId = '55555555-5555-4555-8555-555555555555' as PersonId;
const upTo = '66666666-6666-4666-8666-666666666666' as EventId;
const see = (...fresh: readonly NoticeRole[]) =>
  ({ type: 'SeeNotices', personId, upTo, pupilId: null, context: { fresh } }) as const;
const choose = (wanted: boolean) => ({ type: 'ChooseNotices', personId, kind: 'homework', pupilId, wanted }) as const;
const seen = { type: 'NoticesSeen', data: { personId, role: 'guardian', pupilId: null, upTo } } as const;
const muted = { type: 'NoticesMuted', data: { personId, kind: 'homework', pupilId } } as const;
const unmuted = { ...muted, type: 'NoticesUnmuted' } as const;
const other = { type: 'NoticesMuted', data: { personId, kind: 'homework', pupilId: personId } } as const;
const { given } = specify(noticesDecider);

describe('SeeNotices', () => {
  it('is noted once', () => given([]).when(see('guardian')).then([seen]));
  it('is nothing new the second time', () => given([seen]).when(see('guardian')).then([]));
  it('never steps back to what was seen before', () => given([]).when(see()).then([]));
  it('of one child says nothing of all', () =>
    given([seen])
      .when({ ...see('guardian'), pupilId })
      .then([{ ...seen, data: { ...seen.data, pupilId } }]));
  it('in one role says nothing of another', () =>
    given([seen])
      .when(see('guardian', 'teacher'))
      .then([{ ...seen, data: { ...seen.data, role: 'teacher' } }]));
});

describe('ChooseNotices', () => {
  it('mutes what is wanted by default', () => given([]).when(choose(false)).then([muted]));
  it('wants it again', () => given([muted]).when(choose(true)).then([unmuted]));
  it('does nothing where it is so', () => given([muted]).when(choose(false)).then([]));
  it('keeps children apart', () => given([other]).when(choose(false)).then([muted]));
  it('does nothing where nothing was muted', () => given([]).when(choose(true)).then([]));
});

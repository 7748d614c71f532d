import type { ClassId, PersonId, SchoolId } from '@peremena/events';
import { describe, it } from 'vitest';
import { specify } from '../core/specification.ts';
import { invitationDecider } from './decider.ts';

const data = {
  personId: '44444444-4444-4444-8444-444444444444' as PersonId,
  schoolId: '11111111-1111-4111-8111-111111111111' as SchoolId,
  classId: '22222222-2222-4222-8222-222222222222' as ClassId,
};
const { given } = specify(invitationDecider);

describe('an invitation', () => {
  it('is given, and given again', () => {
    given([])
      .when({ type: 'GiveInvitation', ...data })
      .then([{ type: 'InvitationGiven', data }]);
    given([{ type: 'InvitationGiven', data }])
      .when({ type: 'GiveInvitation', ...data })
      .then([{ type: 'InvitationGiven', data }]);
  });
  it('is used', () =>
    given([])
      .when({ type: 'UseInvitation', ...data })
      .then([{ type: 'InvitationUsed', data }]));
  it('is disowned, with the reason', () =>
    given([])
      .when({ type: 'DisownInvitation', why: 'not_me', ...data })
      .then([{ type: 'InvitationDisowned', data: { ...data, why: 'not_me' } }]));
});

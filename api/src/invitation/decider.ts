import type { AccountEvent, ClassId, DisownedFor, PersonId, SchoolId } from '@peremena/events';
import type { Decider } from '../core/decider.ts';

interface Invited {
  readonly personId: PersonId;
  readonly schoolId: SchoolId;
  readonly classId: ClassId;
}
export type InvitationCommand =
  | ({ readonly type: 'GiveInvitation' | 'UseInvitation' } & Invited)
  | ({ readonly type: 'DisownInvitation'; readonly why: DisownedFor } & Invited);

/** What becomes of invitations. Which code counts is kept beside the sign-ins, so there is no state here. */
export const invitationDecider: Decider<null, InvitationCommand, AccountEvent> = {
  initialState: null,
  decide(_, { personId, schoolId, classId, ...command }) {
    const data = { personId, schoolId, classId };
    switch (command.type) {
      case 'GiveInvitation':
        return [{ type: 'InvitationGiven', data }];
      case 'UseInvitation':
        return [{ type: 'InvitationUsed', data }];
      case 'DisownInvitation':
        return [{ type: 'InvitationDisowned', data: { ...data, why: command.why } }];
    }
  },
  evolve: (state) => state,
};

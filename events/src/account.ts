import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { ClassId, PersonId, SchoolId } from './ids.ts';

/** Why a password is reset: forgotten, the device with it lost, or somebody else knows it. */
export const resetReasons = ['forgotten', 'device_lost', 'known_to_others'] as const;
export type ResetReason = (typeof resetReasons)[number];

/** The password counts no more, every session ended; who did it is the actor. The code that was given is in no event. */
export const PasswordReset = event('PasswordReset', 1, { personId: PersonId, reason: v.picklist(resetReasons) });

/** The second factor and its recovery codes are gone, every session ended; who did it is the actor. */
export const SecondFactorReset = event('SecondFactorReset', 1, {
  personId: PersonId,
  reason: v.picklist(resetReasons),
});

const invited = { personId: PersonId, schoolId: SchoolId, classId: ClassId };

/** The person was given a code to make a sign-in with, on the sheet of a class; codes given before for that class count no more. */
export const InvitationGiven = event('InvitationGiven', 1, invited);
/** The person made a sign-in with it. */
export const InvitationUsed = event('InvitationUsed', 1, invited);

/** Why an invitation was not for who read it: it names somebody else, or the reader has a sign-in under another record of the school. */
export const disownedFor = ['not_me', 'other_record'] as const;
export type DisownedFor = (typeof disownedFor)[number];
/** Who read it said it was not for them; its code counts no more. The actor is who said so, where they were signed in. */
export const InvitationDisowned = event('InvitationDisowned', 1, { ...invited, why: v.picklist(disownedFor) });

export const accountEvents = [
  PasswordReset,
  SecondFactorReset,
  InvitationGiven,
  InvitationUsed,
  InvitationDisowned,
] as const;
export type AccountEvent = EventOf<(typeof accountEvents)[number]>;

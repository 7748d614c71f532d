import * as v from 'valibot';
import { event, type EventOf } from './event.ts';
import { PersonId } from './ids.ts';

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

export const accountEvents = [PasswordReset, SecondFactorReset] as const;
export type AccountEvent = EventOf<(typeof accountEvents)[number]>;

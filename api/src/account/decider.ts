import type { AccountEvent, PersonId, ResetReason } from '@peremena/events';
import { type Decider, Refusal } from '../core/decider.ts';

export interface ResetPassword {
  readonly type: 'ResetPassword';
  readonly personId: PersonId;
  readonly reason: ResetReason;
  /** `age`: full years today, null where the school does not know the birth date. */
  readonly context: { readonly asGuardian: boolean; readonly age: number | null };
}

export interface ResetSecondFactor {
  readonly type: 'ResetSecondFactor';
  readonly personId: PersonId;
  readonly reason: ResetReason;
}

/** From this age a guardian no longer resets the password of a ward. */
const ownAge = 14;

/** Rules of signing in as a person. Each reset is a fact of its own, so there is no state. */
export const accountDecider: Decider<null, ResetPassword | ResetSecondFactor, AccountEvent> = {
  initialState: null,
  decide(_, command) {
    const { personId, reason } = command;
    if (command.type === 'ResetSecondFactor') return [{ type: 'SecondFactorReset', data: { personId, reason } }];
    const { asGuardian, age } = command.context;
    if (asGuardian && age === null) throw new Refusal('age_unknown');
    if (asGuardian && age !== null && age >= ownAge) throw new Refusal('ward_is_14');
    return [{ type: 'PasswordReset', data: { personId, reason } }];
  },
  evolve: (state) => state,
};

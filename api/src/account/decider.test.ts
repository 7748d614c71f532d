import type { PersonId } from '@peremena/events';
import { describe, it } from 'vitest';
import { specify } from '../core/specification.ts';
import { accountDecider } from './decider.ts';

const personId = '44444444-4444-4444-8444-444444444444' as PersonId;
const reset = (asGuardian: boolean, age: number | null) =>
  ({ type: 'ResetPassword', personId, reason: 'forgotten', context: { asGuardian, age } }) as const;
const done = { type: 'PasswordReset', data: { personId, reason: 'forgotten' } } as const;
const { given } = specify(accountDecider);

describe('ResetPassword', () => {
  it('resets for the school, whatever the age', () => given([]).when(reset(false, 17)).then([done]));
  it('resets again', () => given([done]).when(reset(false, null)).then([done]));
  it('resets for a guardian of a child under 14', () => given([]).when(reset(true, 13)).then([done]));
  it('is refused to a guardian from 14 on', () => given([]).when(reset(true, 14)).thenRefused('ward_is_14'));
  it('is refused to a guardian where the age is not known', () =>
    given([]).when(reset(true, null)).thenRefused('age_unknown'));
});

import type { GuardianshipEvent, PersonId } from '@peremena/events';
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

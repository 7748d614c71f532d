import type { ClassId, PersonId, RosterChangeId, RosterEvent, SchoolId } from '@peremena/events';
import { describe, it } from 'vitest';
import { specify } from '../core/specification.ts';
import { rosterDecider } from './decider.ts';

const whose = {
  schoolId: '11111111-1111-4111-8111-111111111111' as SchoolId,
  pupilId: '66666666-6666-4666-8666-666666666666' as PersonId,
  changeId: '77777777-7777-4777-8777-777777777777' as RosterChangeId,
};
const change = {
  ...whose,
  kind: 'leaving' as const,
  reason: 'moved_house' as const,
  on: '2026-12-01',
  to: null,
  classLeft: { classId: '55555555-5555-4555-8555-555555555555' as ClassId, from: '2026-09-01', to: null },
  classJoined: null,
  groupsLeft: [],
  groupsJoined: [],
};
const plan = { type: 'PlanRosterChange' as const, ...change, context: { seen: 0 } };
const planned: RosterEvent = { type: 'RosterChangePlanned', data: change };
const completed: RosterEvent = { type: 'RosterChangeCompleted', data: whose };
const refused: RosterEvent = { type: 'RosterChangeRefused', data: { ...whose, code: 'later_facts' } };
const takenBack: RosterEvent = { type: 'RosterChangeTakenBack', data: whose };
const another = { ...whose, changeId: '88888888-8888-4888-8888-888888888888' as RosterChangeId };
const { given } = specify(rosterDecider);

describe('PlanRosterChange', () => {
  it('plans', () => given([]).when(plan).then([planned]));
  it('is refused while another change runs', () =>
    given([planned])
      .when({ ...plan, ...another, context: { seen: 1 } })
      .thenRefused('roster_changing'));
  it('is refused when there was a change since what it rests on was read', () =>
    given([planned, completed])
      .when({ ...plan, ...another })
      .thenRefused('roster_changing'));
  it('plans the next one on what is so now', () =>
    given([planned, completed])
      .when({ ...plan, ...another, context: { seen: 1 } })
      .then([{ type: 'RosterChangePlanned', data: { ...change, ...another } }]));
  it('does nothing again', () => given([planned]).when(plan).then([]));
});

describe('CompleteRosterChange', () => {
  const complete = { type: 'CompleteRosterChange' as const, ...whose };
  it('completes', () => given([planned]).when(complete).then([completed]));
  it('does nothing once the change was refused', () => given([planned, refused]).when(complete).then([]));
  it('does nothing again', () => given([planned, completed]).when(complete).then([]));
});

describe('RefuseRosterChange and TakeBackRosterChange', () => {
  const refuse = { type: 'RefuseRosterChange' as const, ...whose, code: 'later_facts' };
  const takeBack = { type: 'TakeBackRosterChange' as const, ...whose };
  it('refuses', () => given([planned]).when(refuse).then([refused]));
  it('refuses nothing that was completed', () => given([planned, completed]).when(refuse).then([]));
  it('takes back what was refused', () => given([planned, refused]).when(takeBack).then([takenBack]));
  it('takes back nothing else, and nothing again', () => {
    given([planned]).when(takeBack).then([]);
    given([planned, refused, takenBack]).when(takeBack).then([]);
  });
});

import type { ClassId, GroupId, PersonId, RosterChangeId, SchoolId } from '@peremena/events';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../access/fact.ts';
import type { RosterBody } from './commands.ts';
import { planRoster, type Surroundings } from './plan.ts';

const [here, there] = ['7b', '7v'] as unknown as ClassId[];
const pupilId = 'pupil' as PersonId;
const fact = (kind: 'enrolled' | 'in_group', id: string, from = '2026-09-01', to: string | null = null) =>
  ({
    kind,
    personId: pupilId,
    schoolId: 's',
    classId: kind === 'enrolled' ? id : null,
    groupId: kind === 'in_group' ? id : null,
    from,
    to,
  }) as unknown as Fact;
const group = (id: string, classId: string | null, subject: string, pupils = 10) => ({
  id,
  classId,
  subject: { id: subject, title: subject },
  title: id,
  pupils,
});
const groups = [
  group('algebra-b', '7b', 'algebra'),
  group('english-b1', '7b', 'english', 14),
  group('english-b2', '7b', 'english', 12),
  group('algebra-v', '7v', 'algebra'),
  group('english-v1', '7v', 'english', 9),
  group('english-v2', '7v', 'english', 11),
  group('chess', null, 'chess'),
];
const places = [
  fact('enrolled', '7b'),
  fact('in_group', 'algebra-b'),
  fact('in_group', 'english-b1'),
  fact('in_group', 'chess'),
];
const around = (facts: readonly Fact[], marks: Surroundings['marks'] = []): Surroundings => ({
  schoolId: 's' as SchoolId,
  changeId: 'c' as RosterChangeId,
  pupilId,
  classId: here as ClassId,
  facts,
  groups,
  marks,
});
const ids = (...list: string[]) => list as GroupId[];
const move = {
  kind: 'move',
  on: '2026-12-01',
  pupilId,
  toClassId: there as ClassId,
  groups: null,
  reason: 'other',
} as const;
const left = (...list: string[]) => list.map((groupId) => ({ groupId, from: '2026-09-01', to: null }));
const refused = (body: RosterBody, facts: readonly Fact[], code: string, marks: Surroundings['marks'] = []) =>
  expect(() => planRoster(body, around(facts, marks))).toThrow(expect.objectContaining({ code }) as Error);

describe('a pupil changes class', () => {
  it('leaves the groups of the old class, joins those of the new one and stays in the rest', () => {
    expect(planRoster(move, around(places))).toMatchObject({
      classLeft: { classId: '7b', from: '2026-09-01', to: null },
      classJoined: '7v',
      groupsLeft: left('algebra-b', 'english-b1'),
      groupsJoined: ids('algebra-v', 'english-v1'),
    });
  });
  it('joins the group that was chosen', () =>
    expect(planRoster({ ...move, groups: ids('english-v2') }, around(places)).groupsJoined).toEqual(
      ids('algebra-v', 'english-v2'),
    ));
  it('keeps the last day there was', () =>
    expect(planRoster(move, around([fact('enrolled', '7b', '2026-09-01', '2027-05-31')]))).toMatchObject({
      to: '2027-05-31',
    }));
  it.each([
    ['the same class', { ...move, toClassId: here as ClassId }, places, 'same_class'],
    [
      'a day outside',
      { ...move, on: '2026-08-30' },
      [fact('enrolled', '7b', '2026-01-01', '2026-05-31')],
      'not_in_class',
    ],
    ['the first day', { ...move, on: '2026-09-01' }, places, 'place_not_begun'],
    ['a beginning to come', { ...move, on: '2026-12-01' }, [fact('enrolled', '7b', '2027-01-11')], 'place_not_begun'],
    [
      'a class written for later',
      move,
      [...places.slice(0, 1).map((one) => ({ ...one, to: '2026-12-31' })), fact('enrolled', '7v', '2027-01-11')],
      'later_facts',
    ],
    [
      'a group written for later',
      move,
      [fact('enrolled', '7b'), fact('in_group', 'algebra-b', '2027-01-11')],
      'later_facts',
    ],
    ['a group of a third class', { ...move, groups: ids('english-b2') }, places, 'group_of_other_class'],
    [
      'two groups of one subject',
      { ...move, groups: ids('english-v1', 'english-v2') },
      places,
      'groups_of_one_subject',
    ],
  ] as const)('is refused for %s', (_, body, facts, code) => refused(body, facts, code));
  it('is refused where marks would be left outside', () =>
    refused(move, places, 'marks_stand', [{ groupId: 'algebra-b', marks: 3, last: '2026-12-01' }]));
});

describe('a pupil arrives, leaves and returns', () => {
  const arrive = { kind: 'arrival', on: '2026-12-01', pupil: { id: pupilId }, groups: null, reason: 'other' } as const;
  const leave = { kind: 'leaving', lastDay: '2026-11-30', pupilId, reason: 'other' } as const;
  it('arrives in the class and its groups', () =>
    expect(planRoster(arrive, around([]))).toMatchObject({
      classLeft: null,
      classJoined: '7b',
      groupsJoined: ids('algebra-b', 'english-b2'),
    }));
  it('returns after having left', () =>
    expect(planRoster(arrive, around([fact('enrolled', '7b', '2025-09-01', '2026-11-30')])).classJoined).toBe('7b'));
  it('does not arrive where they are, or will be', () => {
    refused(arrive, places, 'pupil_is_here');
    refused(arrive, [fact('enrolled', '7v', '2027-01-11')], 'later_facts');
  });
  it('leaves class and all groups', () =>
    expect(planRoster(leave, around(places))).toMatchObject({
      on: '2026-12-01',
      classJoined: null,
      groupsLeft: left('algebra-b', 'english-b1', 'chess'),
    }));
  it('does not leave a second time', () =>
    refused(leave, [fact('enrolled', '7b', '2026-09-01', '2026-11-30')], 'nothing_changes'));
});

describe('a pupil changes the group of a subject', () => {
  const regroup = {
    kind: 'regrouping',
    on: '2026-12-01',
    pupilId,
    groups: ids('english-b2'),
    reason: 'other',
  } as const;
  it('leaves one and joins the other', () =>
    expect(planRoster(regroup, around(places))).toMatchObject({
      classLeft: null,
      groupsLeft: left('english-b1'),
      groupsJoined: ids('english-b2'),
    }));
  it('is refused where nothing changes, and for a group that is the whole class', () => {
    refused({ ...regroup, groups: ids('english-b1') }, places, 'nothing_changes');
    refused({ ...regroup, groups: ids('algebra-b') }, places, 'group_of_other_class');
  });
});

import type { ClassId, GroupEvent, GroupId, PersonId, SchoolId, SubjectId } from '@peremena/events';
import { describe, expect, it } from 'vitest';
import { specify } from '../core/specification.ts';
import { groupDecider } from './decider.ts';

const ids = {
  schoolId: '11111111-1111-4111-8111-111111111111' as SchoolId,
  groupId: '77777777-7777-4777-8777-777777777777' as GroupId,
};
const subjectId = '22222222-2222-4222-8222-222222222222' as SubjectId;
const pupilId = '66666666-6666-4666-8666-666666666666' as PersonId;
const teacherId = '44444444-4444-4444-8444-444444444444' as PersonId;
const group = {
  ...ids,
  subjectId,
  classId: '55555555-5555-4555-8555-555555555555' as ClassId,
  title: '7Б',
  source: null,
};
const period = { from: '2026-09-01', to: null, source: null };
const formed: GroupEvent = { type: 'GroupFormed', data: group };
const joined: GroupEvent = { type: 'PupilJoinedGroup', data: { ...ids, pupilId, ...period } };
const assigned: GroupEvent = { type: 'TeacherAssigned', data: { ...ids, subjectId, teacherId, ...period } };
const { given } = specify(groupDecider);

describe('FormGroup', () => {
  const form = { type: 'FormGroup' as const, ...group };
  it('forms', () => given([]).when(form).then([formed]));
  it('is refused for another subject', () =>
    given([formed])
      .when({ ...form, subjectId: '22222222-2222-4222-8222-222222222223' as SubjectId })
      .thenRefused('group_exists'));
  it('does nothing again', () => given([formed]).when(form).then([]));
});

describe('RenameGroup', () => {
  const rename = { type: 'RenameGroup' as const, title: '7Б, английский 1' };
  it('renames', () =>
    given([formed])
      .when(rename)
      .then([{ type: 'GroupRenamed', data: { ...ids, title: rename.title } }]));
  it('is refused without a group', () => given([]).when(rename).thenRefused('group_unknown'));
  it('does nothing for the same title', () =>
    given([formed])
      .when({ ...rename, title: '7Б' })
      .then([]));
});

describe('JoinGroup', () => {
  const join = { type: 'JoinGroup' as const, pupilId, ...period };
  it('joins', () => given([formed]).when(join).then([joined]));
  it('is refused while the pupil is in the group', () =>
    given([formed, joined])
      .when({ ...join, from: '2026-10-01' })
      .thenRefused('already_in_group'));
  it('does nothing again', () => given([formed, joined]).when(join).then([]));
});

describe('LeaveGroup', () => {
  const leave = { type: 'LeaveGroup' as const, pupilId, lastDay: '2026-10-31' };
  const left: GroupEvent = {
    type: 'PupilLeftGroup',
    data: { ...ids, pupilId, from: '2026-09-01', lastDay: '2026-10-31' },
  };
  it('leaves', () => given([formed, joined]).when(leave).then([left]));
  it('is refused for a pupil of another group', () => given([formed]).when(leave).thenRefused('not_in_group'));
  it('does nothing again', () => given([formed, joined, left]).when(leave).then([]));
});

describe('AssignTeacher', () => {
  const assign = { type: 'AssignTeacher' as const, teacherId, ...period };
  it('assigns', () => given([formed]).when(assign).then([assigned]));
  it('is refused while the teacher teaches the group', () =>
    given([formed, assigned])
      .when({ ...assign, from: '2026-10-01' })
      .thenRefused('already_teaching'));
  it('does nothing again', () => given([formed, assigned]).when(assign).then([]));
});

describe('WithdrawTeacher', () => {
  const withdraw = { type: 'WithdrawTeacher' as const, teacherId, lastDay: '2026-10-31' };
  const withdrawn: GroupEvent = {
    type: 'TeacherWithdrawn',
    data: { ...ids, subjectId, teacherId, from: '2026-09-01', lastDay: '2026-10-31' },
  };
  it('withdraws', () => given([formed, assigned]).when(withdraw).then([withdrawn]));
  it('is refused for somebody who does not teach the group', () =>
    given([formed]).when(withdraw).thenRefused('not_teaching'));
  it('does nothing again', () => given([formed, assigned, withdrawn]).when(withdraw).then([]));
});

describe('RetitleGroup, CancelGroupPlace and ContinueGroupPlace', () => {
  const from = '2027-09-01';
  const retitle = { type: 'RetitleGroup' as const, title: '8Б', from };
  const retitled: GroupEvent = { type: 'GroupRetitled', data: { ...ids, title: '8Б', from } };
  const back = { type: 'WithdrawRetitling' as const, from };
  it('is called so from a day on, and no more', () => {
    given([formed]).when(retitle).then([retitled]);
    given([formed, retitled]).when(retitle).then([]);
    given([formed, retitled])
      .when(back)
      .then([{ type: 'RetitlingWithdrawn', data: { ...ids, from } }]);
    given([formed, retitled])
      .when({ ...back, from: '2026-09-01' })
      .thenRefused('later_facts');
  });
  it('a place is cancelled, and goes on, as it was recorded', () => {
    const left: GroupEvent = {
      type: 'PupilLeftGroup',
      data: { ...ids, pupilId, from: period.from, lastDay: '2026-10-31' },
    };
    const cancel = { type: 'CancelGroupPlace' as const, pupilId, from: period.from, to: null };
    const goOn = { type: 'ContinueGroupPlace' as const, pupilId, from: period.from, lastDay: '2026-10-31', to: null };
    given([formed, joined])
      .when(cancel)
      .then([{ type: 'GroupPlaceCancelled', data: { ...ids, pupilId, from: period.from } }]);
    given([formed, joined, left]).when(cancel).thenRefused('later_facts');
    given([formed, joined, left])
      .when(goOn)
      .then([{ type: 'GroupPlaceContinued', data: { ...ids, pupilId, from: period.from, to: null } }]);
  });
});

describe('a group has an end', () => {
  const joins = (count: number): GroupEvent[] =>
    Array.from({ length: count }, (_, at) => ({
      type: 'PupilJoinedGroup',
      data: { ...ids, pupilId: `66666666-6666-4666-9666-${String(at).padStart(12, '0')}` as PersonId, ...period },
    }));
  const leaves: GroupEvent[] = joins(2_000).map(({ data }) => ({
    type: 'PupilLeftGroup',
    data: { ...ids, pupilId: (data as { pupilId: PersonId }).pupilId, from: '2026-09-01', lastDay: '2026-10-31' },
  }));
  const join = { type: 'JoinGroup' as const, pupilId, ...period };
  /** The last place is given, and no more after it, also when everybody has left: what is over is folded as well. */
  const ends = (decider: typeof groupDecider) => {
    const { given } = specify(decider);
    const full = [formed, ...joins(2_000)];
    given([formed, ...joins(1_999)])
      .when(join)
      .then([joined]);
    given(full).when(join).thenRefused('members_many', { most: 2_000 });
    given([...full, ...leaves])
      .when(join)
      .thenRefused('members_many');
  };
  it('takes two thousand pupils over the years', () => ends(groupDecider));
  it('lets those who are in it leave', () => {
    const first = joins(1)[0]!.data as { pupilId: PersonId };
    given([formed, ...joins(2_000)])
      .when({ type: 'LeaveGroup', pupilId: first.pupilId, lastDay: '2026-10-31' })
      .then([leaves[0]!]);
  });
  it('takes as many teachers', () => {
    const many = Array.from({ length: 2_000 }, (_, at): GroupEvent => {
      const another = `44444444-4444-4444-9444-${String(at).padStart(12, '0')}` as PersonId;
      return { type: 'TeacherAssigned', data: { ...ids, subjectId, teacherId: another, ...period } };
    });
    given([formed, ...many])
      .when({ type: 'AssignTeacher', teacherId, ...period })
      .thenRefused('members_many');
  });
  it('planted fault: a decider that counts only who is there now is found out', () => {
    const forgetful: typeof groupDecider = {
      ...groupDecider,
      evolve: (state, event, written) =>
        groupDecider.evolve(
          state,
          event.type === 'PupilLeftGroup'
            ? {
                type: 'GroupPlaceCancelled',
                data: { ...ids, pupilId: event.data.pupilId, from: event.data.from },
              }
            : event,
          written,
        ),
    };
    expect(() => ends(forgetful)).toThrow('not refused');
  });
});

describe('taking back a group and its teacher', () => {
  const back = { type: 'WithdrawAssignment' as const, teacherId, from: '2026-09-01', to: null };
  const gone: GroupEvent = {
    type: 'TeacherAssignmentWithdrawn',
    data: { ...ids, subjectId, teacherId, from: '2026-09-01' },
  };
  const unformed: GroupEvent = { type: 'GroupFormingWithdrawn', data: ids };
  it('takes back that the teacher was assigned, and is then done', () => {
    given([formed, assigned]).when(back).then([gone]);
    given([formed, assigned, gone]).when(back).then([]);
    given([formed, assigned])
      .when({ ...back, to: '2026-12-31' })
      .thenRefused('later_facts');
  });
  it('takes back the group while nobody is in it, and it can be formed anew', () => {
    const unform = { type: 'WithdrawForming' as const };
    given([formed, assigned, gone]).when(unform).then([unformed]);
    given([formed, joined]).when(unform).thenRefused('later_facts');
    given([formed, unformed]).when(unform).then([]);
    given([formed, unformed])
      .when({ type: 'FormGroup', ...group })
      .then([formed]);
  });
});

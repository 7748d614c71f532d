import type { GroupState } from '../../group/decider.ts';
import { together } from './later-facts.ts';
import { endOf, type Of, retitled, type Undoing } from './undoing.ts';

type GroupEvent = Of<
  | 'GroupFormed'
  | 'GroupRenamed'
  | 'GroupRetitled'
  | 'PupilJoinedGroup'
  | 'PupilLeftGroup'
  | 'TeacherAssigned'
  | 'TeacherWithdrawn'
>;

/** How an event of a group is undone. */
export function ofGroup(event: GroupEvent, before: GroupState): Undoing<'group'> {
  const { groupId } = event.data;
  switch (event.type) {
    case 'GroupFormed':
      return { on: [groupId], commands: [{ type: 'WithdrawForming' }], founds: true };
    case 'GroupRenamed':
    case 'GroupRetitled':
      return retitled<'group'>({ said: event.data.title, was: titleOf(before) }, titleOf, (title) => ({
        type: 'RenameGroup',
        title,
      }));
    case 'PupilJoinedGroup': {
      const { pupilId, from, to } = event.data;
      return { on: [together(pupilId, groupId)], commands: [{ type: 'CancelGroupPlace', pupilId, from, to }] };
    }
    case 'PupilLeftGroup': {
      const { pupilId, from, lastDay } = event.data;
      const to = endOf(before?.pupils.get(pupilId), from) ?? null;
      return {
        on: [together(pupilId, groupId)],
        commands: [{ type: 'ContinueGroupPlace', pupilId, from, lastDay, to }],
      };
    }
    case 'TeacherAssigned': {
      const { teacherId, from, to } = event.data;
      return { on: [together(teacherId, groupId)], commands: [{ type: 'WithdrawAssignment', teacherId, from, to }] };
    }
    case 'TeacherWithdrawn': {
      const { teacherId, from, lastDay } = event.data;
      const to = endOf(before?.teachers.get(teacherId), from) ?? null;
      return {
        on: [together(teacherId, groupId)],
        done: (now) => endOf(now?.teachers.get(teacherId), from) === to,
        commands: [
          { type: 'WithdrawAssignment', teacherId, from, to: lastDay },
          { type: 'AssignTeacher', teacherId, from, to, source: 'oneroster' },
        ],
      };
    }
  }
}

const titleOf = (group: GroupState): string | undefined => group?.titles.at(-1)?.title ?? group?.title;

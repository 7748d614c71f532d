import type { BroughtInEvent, GroupEvent, GroupId, SchoolId, SubjectId } from '@peremena/events';
import { Refusal, type Decider } from '../core/decider.ts';
import {
  begin,
  cancel,
  end,
  goOn,
  oneMore,
  withEnd,
  withoutPeriod,
  withPeriod,
  withTo,
  type Periods,
} from '../core/period.ts';
import { type BroughtInWorks, decideBroughtIn, foldBroughtIn, hasBroughtIn } from './brought-in.ts';
import type { GroupCommand } from './commands.ts';

interface Group {
  readonly schoolId: SchoolId;
  readonly groupId: GroupId;
  readonly subjectId: SubjectId;
  readonly title: string;
  readonly source: string | null;
  /** Titles from a day on, in order. */
  readonly titles: readonly { readonly from: string; readonly title: string }[];
  readonly pupils: Periods;
  readonly teachers: Periods;
  /** What came from another system; its results are no marks. */
  readonly works: BroughtInWorks;
}
export type GroupState = Group | null;

/** Rules of a group that is taught a subject: its pupils and its teachers, by date. */
export const groupDecider: Decider<GroupState, GroupCommand, GroupEvent | BroughtInEvent> = {
  initialState: null,
  decide(state, command) {
    if (command.type === 'FormGroup') {
      const { schoolId, groupId, subjectId, classId, title, source } = command;
      if (!state) return [{ type: 'GroupFormed', data: { schoolId, groupId, subjectId, classId, title, source } }];
      if (state.source !== source || state.subjectId !== subjectId) throw new Refusal('group_exists', { groupId });
      return [];
    }
    if (!state && command.type === 'WithdrawForming') return [];
    if (!state) throw new Refusal('group_unknown');
    const group = { schoolId: state.schoolId, groupId: state.groupId };
    if (command.type === 'RenameGroup') {
      const { title } = command;
      const last = state.titles.at(-1);
      if ((last?.title ?? state.title) === title) return [];
      // The title in force is meant: those of earlier years stay.
      return last
        ? [{ type: 'GroupRetitled', data: { ...group, title, from: last.from } }]
        : [{ type: 'GroupRenamed', data: { ...group, title } }];
    }
    if (command.type === 'WithdrawForming') {
      if (state.pupils.size > 0 || state.teachers.size > 0 || state.works.size > 0) throw new Refusal('later_facts');
      return [{ type: 'GroupFormingWithdrawn', data: group }];
    }
    if (command.type === 'RetitleGroup' || command.type === 'WithdrawRetitling') return retitle(state, group, command);
    if ('workId' in command) return decideBroughtIn(state, command);
    return 'pupilId' in command ? pupil(state, group, command) : teacher(state, group, command);
  },
  evolve(state, event) {
    if (event.type === 'GroupFormed')
      return { ...event.data, titles: [], pupils: new Map(), teachers: new Map(), works: new Map() };
    if (!state) return state;
    if (isBroughtIn(event)) return { ...state, works: foldBroughtIn(state.works, event) };
    switch (event.type) {
      case 'GroupRenamed':
        return { ...state, title: event.data.title };
      case 'GroupRetitled':
        return {
          ...state,
          titles: [...state.titles.filter(({ from }) => from !== event.data.from), event.data],
        };
      case 'RetitlingWithdrawn':
        return { ...state, titles: state.titles.filter(({ from }) => from !== event.data.from) };
      case 'PupilJoinedGroup':
        return { ...state, pupils: withPeriod(state.pupils, event.data.pupilId, event.data) };
      case 'PupilLeftGroup':
        return { ...state, pupils: withEnd(state.pupils, event.data.pupilId, event.data) };
      case 'GroupPlaceCancelled':
        return { ...state, pupils: withoutPeriod(state.pupils, event.data.pupilId, event.data) };
      case 'GroupPlaceContinued':
        return { ...state, pupils: withTo(state.pupils, event.data.pupilId, event.data) };
      case 'TeacherAssigned':
        return { ...state, teachers: withPeriod(state.teachers, event.data.teacherId, event.data) };
      case 'TeacherWithdrawn':
        return { ...state, teachers: withEnd(state.teachers, event.data.teacherId, event.data) };
      case 'TeacherAssignmentWithdrawn':
        return { ...state, teachers: withoutPeriod(state.teachers, event.data.teacherId, event.data) };
      case 'GroupFormingWithdrawn':
        return null;
    }
  },
};

const isBroughtIn = (event: GroupEvent | BroughtInEvent): event is BroughtInEvent => 'workId' in event.data;

type Of<T extends GroupCommand['type']> = Extract<GroupCommand, { type: T }>;
type PupilCommand = Of<'JoinGroup' | 'LeaveGroup' | 'CancelGroupPlace' | 'ContinueGroupPlace'>;
type Ids = Pick<Group, 'schoolId' | 'groupId'>;
type Ended = { readonly from: string; readonly lastDay: string };

function retitle({ titles }: Group, group: Ids, command: Of<'RetitleGroup' | 'WithdrawRetitling'>): GroupEvent[] {
  const { from } = command;
  const there = titles.find((one) => one.from === from);
  if (titles.some((one) => one.from > from)) throw new Refusal('later_facts', { from: titles.at(-1)?.from });
  if (command.type === 'WithdrawRetitling')
    return there ? [{ type: 'RetitlingWithdrawn', data: { ...group, from } }] : [];
  if (there?.title === command.title) return [];
  if (there) throw new Refusal('later_facts', { from });
  return [{ type: 'GroupRetitled', data: { ...group, title: command.title, from } }];
}

function pupil({ pupils, works }: Group, group: Ids, command: PupilCommand): GroupEvent[] {
  const { pupilId } = command;
  const ends = (ended: Ended): GroupEvent => ({ type: 'PupilLeftGroup', data: { ...group, pupilId, ...ended } });
  if (command.type === 'LeaveGroup') return end(pupils.get(pupilId), command.lastDay, 'not_in_group', ends);
  const { from, to } = command;
  if (command.type === 'CancelGroupPlace') {
    const only = pupils.get(pupilId)?.every((period) => period.from === from);
    if (only && hasBroughtIn(works, pupilId)) throw new Refusal('brought_in_results', { pupilId });
    return cancel(pupils.get(pupilId), command, () => ({
      type: 'GroupPlaceCancelled',
      data: { ...group, pupilId, from },
    }));
  }
  if (command.type === 'ContinueGroupPlace') {
    return goOn(pupils.get(pupilId), command, () => ({
      type: 'GroupPlaceContinued',
      data: { ...group, pupilId, from, to },
    }));
  }
  const { source } = command;
  const begins = () =>
    oneMore<GroupEvent>(pupils, { type: 'PupilJoinedGroup', data: { ...group, pupilId, from, to, source } });
  return begin(pupils.get(pupilId), command, 'already_in_group', { begins, ends });
}

function teacher(
  { teachers, subjectId }: Group,
  ids: Ids,
  command: Of<'AssignTeacher' | 'WithdrawTeacher' | 'WithdrawAssignment'>,
): GroupEvent[] {
  const { teacherId } = command;
  const group = { ...ids, subjectId };
  const ends = (ended: Ended): GroupEvent => ({ type: 'TeacherWithdrawn', data: { ...group, teacherId, ...ended } });
  if (command.type === 'WithdrawTeacher') return end(teachers.get(teacherId), command.lastDay, 'not_teaching', ends);
  if (command.type === 'WithdrawAssignment') {
    const { from } = command;
    return cancel(teachers.get(teacherId), command, () => ({
      type: 'TeacherAssignmentWithdrawn',
      data: { ...group, teacherId, from },
    }));
  }
  const { from, to, source } = command;
  const begins = () =>
    oneMore<GroupEvent>(teachers, { type: 'TeacherAssigned', data: { ...group, teacherId, from, to, source } });
  return begin(teachers.get(teacherId), command, 'already_teaching', { begins, ends });
}

import { randomUUID } from 'node:crypto';
import {
  type ClassEvent,
  type ClassId,
  decode,
  type GroupEvent,
  type GroupId,
  type PersonId,
  type RosterChangeId,
  type SchoolId,
  streams,
  type SubjectId,
} from '@peremena/events';
import { type EventStore, openMemoryStore, openMemoryVault } from '@peremena/events/store';
import { describe, expect, it } from 'vitest';
import { diesAfter, forgetful } from '../../test/roster/forgetful.ts';
import { sealingBy } from '../assemble.ts';
import { carriersOf } from '../carriers.ts';
import { classDecider } from '../class/decider.ts';
import { type CommandHandler, commandHandler } from '../core/handle-command.ts';
import { groupDecider } from '../group/decider.ts';
import { givenOf } from '../core/process.ts';
import { finishRosterChange } from './carry-out.ts';
import { rosterDecider } from './decider.ts';

const id = <T>() => randomUUID() as T;
const whose = { schoolId: id<SchoolId>(), pupilId: id<PersonId>(), changeId: id<RosterChangeId>() };
const { schoolId, pupilId, changeId } = whose;
const [old, next] = [id<ClassId>(), id<ClassId>()];
const [left, joined] = [id<GroupId>(), id<GroupId>()];
const clock = () => new Date('2026-11-20T08:00:00Z');
const year = { from: '2026-09-01', to: null, source: null };
const metadata = {
  actorId: null,
  actingAs: { role: 'admin' as const, fact: null },
  schoolId,
  causationId: changeId,
};

/** A pupil in one class and its group, who is to change into another from the first of December. */
async function planned() {
  const store = openMemoryStore();
  const commands = commandHandler({ store, sealing: sealingBy(openMemoryVault()) });
  const carriers = carriersOf(commands);
  const given = (name: string) => givenOf({ id: schoolId, metadata, clock }, name);
  for (const classId of [old, next]) {
    const open = { type: 'OpenClass' as const, schoolId, classId, title: '7Б', grade: 7, source: null };
    await carriers.class(schoolId, classId, [open], given(classId));
  }
  for (const groupId of [left, joined]) {
    const form = { type: 'FormGroup' as const, schoolId, groupId, subjectId: id<SubjectId>(), classId: old };
    await carriers.group(schoolId, groupId, [{ ...form, title: '7Б', source: null }], given(groupId));
  }
  await carriers.class(schoolId, old, [{ type: 'EnrollPupil', pupilId, ...year }], given('enrolled'));
  await carriers.group(schoolId, left, [{ type: 'JoinGroup', pupilId, ...year }], given('joined'));
  const period = { from: year.from, to: null };
  await commands({
    stream: streams.roster(schoolId, pupilId),
    decider: rosterDecider,
    command: {
      ...{ type: 'PlanRosterChange', ...whose, kind: 'move', reason: 'other', on: '2026-12-01', to: null },
      ...{ classLeft: { classId: old, ...period }, classJoined: next },
      ...{ groupsLeft: [{ groupId: left, ...period }], groupsJoined: [joined], context: { seen: 0 } },
    },
    ...given('plan'),
  });
  return { store, commands, carriers, given };
}

const finish = (store: EventStore, commands: CommandHandler) => finishRosterChange({ store, commands, clock }, whose);

/** Where the pupil is: the periods in both classes and both groups. */
async function places(store: EventStore) {
  const read = async (stream: string) => (await store.readStream(stream, { limit: 100 })).map(decode) as unknown[];
  const written = { id: '', at: '', actorId: null } as never;
  const inClass = async (one: ClassId) =>
    ((await read(streams.class(schoolId, one))) as ClassEvent[])
      .reduce((state, event) => classDecider.evolve(state, event, written), classDecider.initialState)
      ?.pupils.get(pupilId) ?? [];
  const inGroup = async (one: GroupId) =>
    ((await read(streams.group(schoolId, one))) as GroupEvent[])
      .reduce((state, event) => groupDecider.evolve(state, event, written), groupDecider.initialState)
      ?.pupils.get(pupilId) ?? [];
  return Promise.all([inClass(old), inClass(next), inGroup(left), inGroup(joined)]);
}
const before = [[{ from: '2026-09-01', to: null }], [], [{ from: '2026-09-01', to: null }], []];
const ended = [{ from: '2026-09-01', to: '2026-11-30' }];
const begun = [{ from: '2026-12-01', to: null }];
const after = [ended, begun, ended, begun];

describe('a change over the streams of two classes and two groups', () => {
  it.each([0, 1, 2, 3, 4])('killed after %i commands it is completed, each part once', async (most) => {
    const { store, commands } = await planned();
    const head = await store.head();
    await expect(finish(store, diesAfter(commands, most))).rejects.toThrow('killed');
    await finish(store, commands);
    expect(await places(store)).toEqual(after);
    expect(await store.head()).toBe(head + 5n);
    await finish(store, commands);
    expect(await store.head()).toBe(head + 5n);
  });

  /** The last part is refused: nothing of the change remains, also when the process was killed while it undid. */
  async function leavesNothing(process: (commands: CommandHandler) => CommandHandler, most = Infinity) {
    const { store, commands, carriers, given } = await planned();
    const later = { type: 'JoinGroup' as const, pupilId, from: '2027-01-11', to: null, source: null };
    await carriers.group(schoolId, joined, [later], given('in the way'));
    const dying = diesAfter(process(commands), most);
    await expect(finish(store, dying)).rejects.toThrow(most === Infinity ? 'already_in_group' : 'killed');
    await expect(finish(store, process(commands))).rejects.toThrow('already_in_group');
    const [first, second, third] = before;
    expect(await places(store)).toEqual([first, second, third, [{ from: '2027-01-11', to: null }]]);
    await expect(finish(store, process(commands))).rejects.toThrow('already_in_group');
  }

  it('refused by one of them, it is undone in all', () => leavesNothing((commands) => commands));
  it.each([3, 4, 5, 6, 7])('killed after %i commands it is undone all the same', (most) =>
    leavesNothing((commands) => commands, most),
  );
  it('planted fault: a process that forgets what it did is found out', () =>
    expect(leavesNothing(forgetful)).rejects.toThrow());
});

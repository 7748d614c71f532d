import { decode, type PersonId, type RosterChangeId, type RosterEvent, type SchoolId, streams } from '@peremena/events';
import { addDays } from '@peremena/projections/queries';
import { type Carriers, carriersOf } from '../carriers.ts';
import { Refusal } from '../core/decider.ts';
import type { Handled } from '../core/handle-command.ts';
import type { Parts } from '../core/parts.ts';
import { carryThrough, givenOf, type Running, type Step, undoDone } from '../core/process.ts';
import { type Planned, rosterDecider, type RosterState } from './decider.ts';

type Working = Pick<Parts, 'store' | 'commands' | 'clock'>;

/** What a planned change does to the streams of classes and groups: first what ends, then what begins. */
export function stepsOf(carriers: Carriers, planned: Omit<Planned, 'changeId' | 'kind' | 'reason'>): readonly Step[] {
  const { schoolId, pupilId, on, to, classLeft, classJoined } = planned;
  const lastDay = addDays(on, -1);
  const joined = { pupilId, from: on, to };
  const leaving = planned.groupsLeft.map(({ groupId, from, to: until }): Step => {
    const tell = carriers.group.bind(null, schoolId, groupId);
    return {
      name: `leave ${groupId}`,
      stream: streams.group(schoolId, groupId),
      act: (given) => tell([{ type: 'LeaveGroup', pupilId, lastDay }], given),
      undo: (given) => tell([{ type: 'ContinueGroupPlace', pupilId, from, lastDay, to: until }], given),
    };
  });
  const joining = planned.groupsJoined.map((groupId): Step => {
    const tell = carriers.group.bind(null, schoolId, groupId);
    return {
      name: `join ${groupId}`,
      stream: streams.group(schoolId, groupId),
      act: (given) => tell([{ type: 'JoinGroup', ...joined, source: null }], given),
      undo: (given) => tell([{ type: 'CancelGroupPlace', ...joined }], given),
    };
  });
  const tellOf = (classId: NonNullable<typeof classJoined>) => carriers.class.bind(null, schoolId, classId);
  const unenrolling =
    classLeft &&
    ({
      name: 'unenroll',
      stream: streams.class(schoolId, classLeft.classId),
      act: (given) => tellOf(classLeft.classId)([{ type: 'UnenrollPupil', pupilId, lastDay }], given),
      undo: (given) =>
        tellOf(classLeft.classId)(
          [{ type: 'ContinueEnrollment', pupilId, from: classLeft.from, lastDay, to: classLeft.to }],
          given,
        ),
    } satisfies Step);
  const enrolling =
    classJoined &&
    ({
      name: 'enroll',
      stream: streams.class(schoolId, classJoined),
      act: (given) => tellOf(classJoined)([{ type: 'EnrollPupil', ...joined, source: null }], given),
      undo: (given) => tellOf(classJoined)([{ type: 'CancelEnrollment', ...joined }], given),
    } satisfies Step);
  return [...leaving, ...(unenrolling ? [unenrolling] : []), ...(enrolling ? [enrolling] : []), ...joining];
}

/** How far the changes of a pupil are. `by` says who began the running one. */
export async function standingOf({ store }: Pick<Parts, 'store'>, stream: string) {
  let state: RosterState = rosterDecider.initialState;
  let by: Running['metadata'] | null = null;
  for (const stored of await store.readStream(stream, { limit: 1_000 })) {
    const event = decode(stored);
    const { id, metadata } = event;
    state = rosterDecider.evolve(state, event as unknown as RosterEvent, { id, ...metadata });
    const { actorId, actingAs, schoolId, commandId } = metadata;
    if (event.type === 'RosterChangePlanned') by = { actorId, actingAs, schoolId, causationId: commandId };
  }
  return { state, by };
}

/**
 * Completes a planned change, or undoes what was done of it where a class or group refuses; the same once more where it had been begun
 * before. Throws the refusal of a change that was taken back.
 */
export async function finishRosterChange(
  working: Working,
  whose: { readonly schoolId: SchoolId; readonly pupilId: PersonId; readonly changeId: RosterChangeId },
): Promise<Handled> {
  const { schoolId, pupilId, changeId } = whose;
  const stream = streams.roster(schoolId, pupilId);
  const { state, by } = await standingOf(working, stream);
  const before = state.ended.get(changeId);
  if (before) throw new Refusal(before);
  if (!by) throw new Refusal('roster_changing');
  const running: Running = { id: changeId, metadata: by, clock: working.clock };
  const tell = (type: 'CompleteRosterChange' | 'TakeBackRosterChange') =>
    working.commands({ stream, decider: rosterDecider, command: { type, ...whose }, ...givenOf(running, type) });
  if (state.running?.changeId !== changeId) return tell('CompleteRosterChange');
  const steps = stepsOf(carriersOf(working.commands), state.running);
  let code = state.refusedFor;
  if (code === null) {
    const refusal = await carryThrough(running, steps);
    if (!refusal) return tell('CompleteRosterChange');
    code = refusal.code;
    const command = { type: 'RefuseRosterChange' as const, ...whose, code };
    await working.commands({ stream, decider: rosterDecider, command, ...givenOf(running, 'refuse') });
  }
  await undoDone(working.store, running, steps);
  await tell('TakeBackRosterChange');
  throw new Refusal(code);
}

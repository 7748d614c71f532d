import { streams, type CommandId } from '@peremena/events';
import { unfinishedTimetables } from '@peremena/projections/queries';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { groupDecider } from '../group/decider.ts';
import { openSmallSchool, small } from '../../test/small-school.ts';
import { openWorld, type World } from '../../test/world.ts';
import { carryOutTimetable } from './carry-out-timetable.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ clock: () => small.now });
  await openSmallSchool(world.api.commands);
  await world.settled();
});
afterAll(() => world.close());

async function carriedOut(): Promise<void> {
  await world.settled();
  for (const work of await unfinishedTimetables(world.sql))
    await carryOutTimetable(world.api.parts, work, () => undefined);
  await world.settled();
}
const ofGroup = async (command: Parameters<typeof groupDecider.decide>[1]) => {
  const commandId = randomUUID() as CommandId;
  await world.api.commands({
    stream: streams.group(small.schoolId, small.groupId),
    decider: groupDecider,
    command,
    hash: commandId,
    metadata: {
      commandId,
      correlationId: commandId,
      causationId: commandId,
      actorId: small.head,
      actingAs: { role: 'head', fact: null },
      schoolId: small.schoolId,
      at: small.now.toISOString(),
    },
  });
};
const teachers = async () =>
  (
    await world.sql<{ date: string; teacher: string }[]>`
      select date::text as date, teacher_id as teacher from lessons_v2 where group_id = ${small.groupId} order by date`
  ).map(({ date, teacher }) => `${date} ${teacher === small.other ? 'new' : teacher === small.teacher ? 'old' : '?'}`);

it('lessons ahead follow the group to its new teacher from the day on, and nothing is left to do after', async () => {
  await carriedOut();
  expect(await teachers()).toEqual(['2026-11-16 old', '2026-11-18 old', '2026-11-20 old']);
  await ofGroup({ type: 'WithdrawTeacher', teacherId: small.teacher, lastDay: '2026-11-18' });
  await carriedOut();
  expect(await teachers()).toEqual(['2026-11-16 old', '2026-11-18 old', '2026-11-20 old']);
  await ofGroup({ type: 'AssignTeacher', teacherId: small.other, from: '2026-11-19', to: null, source: null });
  await carriedOut();
  expect(await teachers()).toEqual(['2026-11-16 old', '2026-11-18 old', '2026-11-20 new']);
  expect(await unfinishedTimetables(world.sql)).toEqual([]);
});

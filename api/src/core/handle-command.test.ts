import { randomUUID } from 'node:crypto';
import type { CommandId, EventOf, LessonId, LessonTopicSet } from '@peremena/events';
import {
  CommandReused,
  type EventStore,
  openMemoryStore,
  openMemoryVault,
  OutcomeUnknown,
  RevisionConflict,
} from '@peremena/events/store';
import { describe, expect, it } from 'vitest';
import { sealingBy } from '../assemble.ts';
import { type Decider, Refusal } from './decider.ts';
import { type CommandHandler, commandHandler, type CommandMetadata } from './handle-command.ts';

type Topic = EventOf<typeof LessonTopicSet>;
interface SetTopic {
  readonly topic: string;
}
const lessonId = randomUUID() as LessonId;

/** Sets a topic; «forbidden» is refused, and so is more than `most` topics. */
const topics = (most = Infinity): Decider<readonly string[], SetTopic, Topic> => ({
  initialState: [],
  decide(state, { topic }) {
    if (topic === 'forbidden') throw new Refusal('refused');
    if (state.at(-1) === topic) return [];
    if (state.length >= most) throw new Refusal('conflict');
    return [
      {
        type: 'LessonTopicSet',
        data: { schoolId: lessonId, lessonId, groupId: lessonId, topic } as unknown as Topic['data'],
      },
    ];
  },
  evolve: (state, event) => [...state, event.data.topic ?? ''],
});

const metadata = (commandId = randomUUID()): CommandMetadata => ({
  commandId: commandId as CommandId,
  correlationId: randomUUID(),
  causationId: commandId,
  actorId: null,
  actingAs: { role: 'teacher', fact: null },
  schoolId: null,
  at: '2026-11-20T08:00:00.000Z',
});
const stream = `lesson-${randomUUID()}.${randomUUID()}`;
const sealing = sealingBy(openMemoryVault());
const send = (commands: CommandHandler, topic: string, commandId = randomUUID(), decider = topics(), hash = topic) =>
  commands({ stream, decider, command: { topic }, hash, metadata: metadata(commandId), answer: { topic } });

describe('handleCommand', () => {
  it('appends what the decider decides and answers where the log stands', async () => {
    const store = openMemoryStore();
    const done = await send(commandHandler({ store, sealing }), 'a');
    expect(done).toMatchObject({ outcome: 'done', revision: 0n, position: 1n, answer: { topic: 'a' } });
    const [event] = await store.readStream(stream, { limit: 10 });
    expect(done.answer.ids).toEqual([event?.id]);
  });

  it('answers nothing to do without an event, and throws what the decider refuses', async () => {
    const store = openMemoryStore();
    const commands = commandHandler({ store, sealing });
    await send(commands, 'a');
    expect(await send(commands, 'a')).toMatchObject({
      outcome: 'nothing',
      revision: 0n,
      position: 1n,
      answer: { ids: [] },
    });
    await expect(send(commands, 'forbidden')).rejects.toThrow(Refusal);
    expect(await store.head()).toBe(1n);
  });

  it('gives a repeat its first answer, also where the rules would now refuse it or find nothing to do', async () => {
    const store = openMemoryStore();
    const commands = commandHandler({ store, sealing });
    const id = randomUUID();
    const first = await send(commands, 'a', id, topics(1));
    const text = (answer: unknown) => JSON.stringify(answer);
    expect(text((await send(commands, 'a', id, topics(1))).answer)).toBe(text(first.answer));
    await send(commands, 'b');
    await send(commands, 'c');
    const again = await send(commandHandler({ store, sealing }), 'a', id, topics(1));
    expect(again).toMatchObject({ outcome: 'repeated', revision: first.revision, position: first.position });
    expect(text(again.answer)).toBe(text(first.answer));
    await expect(send(commands, 'c', id, topics(), 'another body')).rejects.toThrow(CommandReused);
  });

  it('reads the tail and decides again when somebody else has written', async () => {
    const store = openMemoryStore();
    const [here, there] = [commandHandler({ store, sealing }), commandHandler({ store, sealing })];
    await send(here, 'a');
    await send(there, 'b');
    expect(await send(here, 'c')).toMatchObject({ outcome: 'done', revision: 2n });
    // Nothing to do and a refusal are decided on what is stored, not on what was cached.
    expect(await send(there, 'c')).toMatchObject({ outcome: 'nothing', revision: 2n });
    await send(here, 'd');
    expect(await send(there, 'c')).toMatchObject({ outcome: 'done', revision: 4n });
  });

  it('gives up after eight conflicts', async () => {
    const memory = openMemoryStore();
    let tried = 0;
    const store: EventStore = {
      ...memory,
      append(request) {
        tried += 1;
        return Promise.reject(new RevisionConflict(request.stream, request.expected, null));
      },
    };
    await expect(send(commandHandler({ store, sealing }), 'a')).rejects.toThrow(RevisionConflict);
    expect(tried).toBe(8);
  });

  it('runs commands to one stream one after another', async () => {
    const store = openMemoryStore();
    const commands = commandHandler({ store, sealing });
    const all = await Promise.all(Array.from({ length: 50 }, (_, index) => send(commands, `topic ${index}`)));
    expect(all.map((one) => one.revision)).toEqual(all.map((_, index) => BigInt(index)));
  });

  it('after an unknown outcome repeats the same command and finds what it did', async () => {
    expect(await onceUnknown(true)).toEqual({ head: 1n, outcome: 'repeated' });
    expect(await onceUnknown(false)).toEqual({ head: 1n, outcome: 'done' });
  });
});

/** A store whose first append answers `OutcomeUnknown`, having stored it or not. */
async function onceUnknown(stored: boolean) {
  const memory = openMemoryStore();
  let cut = true;
  const store: EventStore = {
    ...memory,
    async append(request) {
      if (!cut) return memory.append(request);
      cut = false;
      if (stored) await memory.append(request);
      throw new OutcomeUnknown();
    },
  };
  const { outcome } = await send(commandHandler({ store, sealing }), 'a');
  return { head: await memory.head(), outcome };
}

describe('T04 one command id many times at once', () => {
  const manyTimes = async (commands: (store: EventStore) => CommandHandler) => {
    const store = openMemoryStore();
    const handler = commands(store);
    const id = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => send(handler, 'a', id).then((done) => JSON.stringify(done.answer))),
    );
    return { effects: await store.head(), answers: new Set(answers).size };
  };

  it('has one effect and one answer', async () => {
    expect(await manyTimes((store) => commandHandler({ store, sealing }))).toEqual({ effects: 1n, answers: 1 });
  });

  it('fault: ids made anew for each try are caught', async () => {
    const forgetful = (store: EventStore): CommandHandler => {
      const sound = commandHandler({ store, sealing });
      return (request) => sound({ ...request, command: { topic: randomUUID() } as never, metadata: metadata() });
    };
    expect((await manyTimes(forgetful)).effects).toBeGreaterThan(1n);
  });
});

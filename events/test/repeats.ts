import assert from 'node:assert/strict';
import { newSchool, request } from '../src/store/contract/index.ts';
import { CommandReused, OutcomeUnknown, type EventStore } from '../src/store/index.ts';
import type { Proxy } from './proxy.ts';
import { until } from './wait.ts';

/** T04: a command sent 2 to 50 times at once, and again by a process that knows nothing of it, has one effect and one answer. */
export async function oneEffect(
  store: EventStore,
  afterRestart: EventStore,
  commands: number,
  seed: number,
): Promise<void> {
  for (let index = 0; index < commands; index += 1) {
    const times = 2 + ((seed + index * 7919) % 49);
    const one = request({ events: 1 + (index % 3) });
    const answers = await Promise.all(
      Array.from({ length: times }, (_, at) => untilKnown(() => (at % 5 === 4 ? afterRestart : store).append(one))),
    );
    answers.push(await afterRestart.append(one));
    const texts = new Set(
      answers.map(({ revision, position, answer }) => `${revision} ${position} ${JSON.stringify(answer)}`),
    );
    assert.equal(texts.size, 1, `command ${index} (seed ${seed}) was answered in ${texts.size} ways`);
    assert.equal((await store.readStream(one.stream, { limit: 10 })).length, one.events.length);
    const otherBody = { ...one, command: { ...one.command, hash: 'other body' } };
    await assert.rejects(afterRestart.append(otherBody), CommandReused);
  }
}

/**
 * T05: the link is cut after the log has committed and before it answered; the same command, sent again, gives the first result.
 * `store` reaches the log by way of `proxy`, `direct` does not.
 */
export async function survivesCuts(store: EventStore, direct: EventStore, proxy: Proxy, cuts: number): Promise<void> {
  const school = newSchool();
  await direct.append(request({ school }));
  for (let cut = 0; cut < cuts; cut += 1) {
    const one = request({ school, events: 2 });
    // Also lets a store that looks into the stream before it appends have looked.
    await until('the link is back', () =>
      store.readStream(one.stream, { limit: 10_000 }).then(
        () => store.append(request()).then(Boolean, () => false),
        () => false,
      ),
    );
    const before = await direct.head();
    proxy.hold();
    const first = store.append(one).catch((error: unknown) => {
      assert.ok(error instanceof OutcomeUnknown, String(error));
    });
    await until('committed', async () => (await direct.head()) > before);
    const stored = await direct.findCommand(one.stream, one.command);
    proxy.cut();
    await first;
    const again = await untilKnown(() => store.append(one));
    assert.deepEqual({ ...again }, { ...stored }, `cut ${cut}`);
  }
  assert.equal(
    (await direct.readStream(request({ school }).stream, { limit: 10_000 })).length,
    1 + cuts * 2,
    'stored more than once',
  );
}

/** Sends until the outcome is known, as every caller must. */
async function untilKnown<T>(send: () => Promise<T>): Promise<T> {
  for (let tries = 0; ; tries += 1) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof OutcomeUnknown) || tries > 20) throw error;
    }
  }
}

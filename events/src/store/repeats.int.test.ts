import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { forgetsCommands, sendsAgain, swallowsConflicts } from '../../test/broken-stores.ts';
import { freshDatabase } from '../../test/postgres.ts';
import { startProxy, type Proxy } from '../../test/proxy.ts';
import { oneEffect, survivesCuts } from '../../test/repeats.ts';
import { oneWinner } from './contract/index.ts';
import type { EventStore } from './event-store.ts';
import { openPostgresStore } from './postgres.ts';

let url: string;
let store: EventStore;
let other: EventStore;
let proxy: Proxy;
let cuttable: EventStore;
beforeAll(async () => {
  url = await freshDatabase();
  [store, other] = [await openPostgresStore({ url }), await openPostgresStore({ url })];
  proxy = await startProxy(url);
  cuttable = await openPostgresStore({ url: proxy.url, migrate: false });
});
afterAll(async () => {
  await Promise.all([store.close(), other.close(), cuttable.close()]);
  await proxy.stop();
});

describe('T03: two writers on one revision', () => {
  test('planted fault: a lost race taken for success is found out', async () => {
    const own = await freshDatabase();
    const reader = await openPostgresStore({ url: own });
    const broken = swallowsConflicts(own);
    await expect(oneWinner({ ...reader, ...broken }, 16, 3)).rejects.toThrow(/one winner/);
    await Promise.all([broken.end(), reader.close()]);
  });
});

describe('T04: a repeated command', () => {
  const seed = Date.now() % 1_000;
  test(`has one effect and one answer (seed ${seed})`, () => oneEffect(store, other, 40, seed));
  test('planted fault: a store that forgets commands is found out', async () => {
    await expect(oneEffect(forgetsCommands(store), other, 1, seed)).rejects.toThrow(/was answered in/);
  });
});

describe('T05: an unknown outcome', () => {
  test('is the first result when the command is sent again', () => survivesCuts(cuttable, other, proxy, 30));
  test('planted fault: sending the events again as something new is found out', async () => {
    await expect(survivesCuts(sendsAgain(cuttable), other, proxy, 2)).rejects.toThrow(/more than once|cut/);
  });
});

import { expect, test } from 'vitest';
import { eventStoreUrlOf } from './open-log.ts';

test('the log is in Postgres unless the environment says otherwise, and says so in full', () => {
  const url = 'esdb://127.0.0.1:2113?tls=false';
  expect(eventStoreUrlOf({ EVENTSTORE_URL: url })).toBeUndefined();
  expect(eventStoreUrlOf({ PEREMENA_STORE: 'postgres' })).toBeUndefined();
  expect(eventStoreUrlOf({ PEREMENA_STORE: 'eventstoredb', EVENTSTORE_URL: url })).toBe(url);
  expect(() => eventStoreUrlOf({ PEREMENA_STORE: 'eventstoredb' })).toThrow(/EVENTSTORE_URL is not set/);
  expect(() => eventStoreUrlOf({ PEREMENA_STORE: 'oracle' })).toThrow(/can be postgres or eventstoredb/);
});

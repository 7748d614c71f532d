import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { withinTime } from './middleware.ts';
import type { Env } from './parts.ts';
import { asProblem } from './problem.ts';

const hanging = (ms: number) =>
  new Hono<Env>()
    .use('*', withinTime(ms))
    .all('/', () => new Promise<Response>(() => undefined))
    .onError((error, c) => c.text(asProblem(error).code, 503));

describe('withinTime', () => {
  it('answers when what is below never does', async () => {
    expect(await (await hanging(5).request('/')).text()).toBe('unavailable');
    expect(await (await hanging(5).request('/', { method: 'PUT' })).text()).toBe('outcome_unknown');
  });

  it('lets through what is in time', async () => {
    const app = new Hono<Env>().use('*', withinTime(1_000)).get('/', (c) => c.text('in time'));
    expect(await (await app.request('/')).text()).toBe('in time');
  });
});

describe('asProblem', () => {
  const code = (error: unknown) => asProblem(error).code;

  it('tells an outage from a mistake of ours', () => {
    for (const one of ['CONNECTION_ENDED', 'CONNECT_TIMEOUT', 'ECONNREFUSED', '57P01', '53300', '08006']) {
      expect(code(Object.assign(new Error('x'), { code: one }))).toBe('unavailable');
    }
    expect(code(Object.assign(new Error('x'), { code: '42P01' }))).toBe('failed');
    expect(code(new TypeError('secret'))).toBe('failed');
    expect(code(undefined)).toBe('failed');
  });
});

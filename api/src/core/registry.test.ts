import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { allow, open, registeredRoutes, self } from './registry.ts';
import { routes } from './route.ts';

const sound = () =>
  new Hono()
    .use('*', (_, next) => next())
    .route(
      '/api',
      routes().get('/a', allow('account.use', self), (c) => c.text('a')),
    )
    .route(
      '/api',
      routes().get('/b', open('a test'), (c) => c.text('b')),
    );

describe('no policy, no start', () => {
  it('knows every route with its policy', () => {
    expect(registeredRoutes(sound())).toEqual([
      { method: 'GET', path: '/api/a', policy: { action: 'account.use' } },
      { method: 'GET', path: '/api/b', policy: { open: 'a test' } },
    ]);
  });

  it('fault: a route without a policy stops the start', () => {
    expect(() => registeredRoutes(sound().get('/api/naked', (c) => c.text('')))).toThrow('GET /api/naked');
    expect(() => registeredRoutes(sound().all('/api/naked', (c) => c.text('')))).toThrow('ALL /api/naked');
    expect(() =>
      registeredRoutes(
        sound().route(
          '/api',
          routes().post('/a', (c) => c.text('')),
        ),
      ),
    ).toThrow('POST /api/a');
  });
});

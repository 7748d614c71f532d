import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, type World } from '../../test/world.ts';
import { registeredRoutes } from '../core/registry.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

type Paths = Readonly<Record<string, Readonly<Record<string, { readonly summary?: string; readonly requestBody?: unknown }>>>>;

/** Routes that the document does not describe. */
function undocumented(paths: Paths): readonly string[] {
  return registeredRoutes(world.api.app)
    .filter(({ method, path }) => !paths[path.replaceAll(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]?.summary)
    .map(({ method, path }) => `${method} ${path}`);
}

describe('/api/openapi.json', () => {
  it('describes every route, with the body of every write', async () => {
    const answer = await world.send('GET', '/api/openapi.json');
    const { openapi, paths } = (await answer.json()) as { openapi: string; paths: Paths };
    expect(openapi).toMatch(/^3\.1/);
    expect(undocumented(paths)).toEqual([]);
    const bodiless = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).flatMap(([method, { requestBody }]) => (/post|put|patch/.test(method) && !requestBody ? [`${method} ${path}`] : [])),
    );
    expect(bodiless).toEqual([]);
  });

  it('fault: a route left out is caught', async () => {
    const { paths } = (await (await world.send('GET', '/api/openapi.json')).json()) as { paths: Paths };
    const { '/api/me': _, ...rest } = paths;
    expect(undocumented(rest)).toEqual(['GET /api/me']);
  });

  it('is a page too, that needs nothing from elsewhere and runs nothing', async () => {
    const answer = await world.send('GET', '/api/docs');
    const html = await answer.text();
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(html).not.toMatch(/<script|https?:\/\//);
    expect(html).toContain('id="cell_changed"');
  });
});

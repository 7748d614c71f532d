import { expect, test } from 'vitest';
import { composeFile } from './compose.ts';

const { services, volumes } = await composeFile();

const megabytes = (limit: unknown): number => Number(/^(\d+)m$/.exec(String(limit))?.[1]);

test('what runs at one time fits into a host of 4 GB, the log in EventStoreDB included', () => {
  const running = Object.entries(services).filter(([name]) => !['secrets', 'search'].includes(name));
  const sum = running.reduce((total, [, { mem_limit: limit }]) => total + megabytes(limit), 0);
  expect(sum).toBeGreaterThan(0);
  expect(sum).toBeLessThanOrEqual(3_700);
});

test('every image of others is pinned to a release, and every volume has a name', () => {
  for (const [name, { image, volumes: mounted }] of Object.entries(services)) {
    if (!String(image).startsWith('peremena:')) expect(image, name).toMatch(/:v?\d+[.\d]*(-[a-z-]+)?$/);
    for (const volume of (mounted ?? []) as readonly string[]) {
      const [source] = volume.split(':');
      if (!source!.startsWith('.')) expect(Object.keys(volumes)).toContain(source);
    }
  }
});

test('EventStoreDB is given settings that it knows, and no address: it takes every such variable for a setting', () => {
  const known =
    /^EVENTSTORE_(CLUSTER_SIZE|INSECURE|RUN_PROJECTIONS|DISABLE_ADMIN_UI|STATS_STORAGE|TELEMETRY_OPTOUT|STREAM_INFO_CACHE_CAPACITY|CACHED_CHUNKS)$/;
  for (const name of Object.keys(services['eventstore']!.environment!))
    if (name.startsWith('EVENTSTORE_')) expect(name).toMatch(known);
});

test('whoever works on the log, and nobody else, finds it where it is, in Postgres unless said otherwise', () => {
  for (const [name, { environment, networks }] of Object.entries(services)) {
    const works = ['api', 'projections'].includes(name);
    expect((networks as readonly string[] | undefined)?.includes('log') ?? false, name).toBe(
      works || name === 'eventstore',
    );
    expect(environment?.['EVENTSTORE_URL'], name).toBe(works ? 'esdb://eventstore:2113?tls=false' : undefined);
    expect(environment?.['PEREMENA_STORE'], name).toBe(works ? 'postgres' : undefined);
    if (works)
      expect(services[name]!['depends_on']).toMatchObject({
        eventstore: { condition: 'service_healthy', required: false },
      });
  }
});

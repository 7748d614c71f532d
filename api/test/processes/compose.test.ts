import { access, glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { words as ofCommandLine } from '../../src/cli/words.ts';
import { composeFile } from './compose.ts';

const root = new URL('../../../', import.meta.url);
const textOf = (path: string): Promise<string> => readFile(new URL(path, root), 'utf8');

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
    /^EVENTSTORE_(CLUSTER_SIZE|INSECURE|RUN_PROJECTIONS|DISABLE_ADMIN_UI|STATS_STORAGE|TELEMETRY_OPTOUT|DISABLE_LOG_FILE|STREAM_INFO_CACHE_CAPACITY|CACHED_CHUNKS)$/;
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

/** The sources a process is made of. */
async function sources(rooms: readonly string[]): Promise<string> {
  const texts: string[] = [];
  for await (const path of glob(
    rooms.map((room) => `${room}/{src,bin}/**/*.{ts,mjs}`),
    { cwd: fileURLToPath(root) },
  ))
    texts.push(await textOf(path));
  return texts.join('\n');
}

test('every variable that a process of ours is given is one that it reads', async () => {
  const all = await sources(['events', 'projections', 'api']);
  const rooms = { api: all, projections: all, web: await sources(['web']) };
  for (const [name, text] of Object.entries(rooms))
    for (const variable of Object.keys(services[name]!.environment!))
      expect(text, `${name} reads ${variable}`).toMatch(new RegExp(`['.]${variable}\\b`));
});

test('.env.example names every setting of the compose file, and none that it does not have', async () => {
  const [compose, example] = await Promise.all([textOf('docker-compose.yml'), textOf('.env.example')]);
  const asked = [...compose.matchAll(/(?<!\$)\$\{(\w+)/g)].map(([, name]) => name!);
  const offered = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, name]) => name!);
  // Read by Docker itself.
  expect(new Set([...asked, 'COMPOSE_PROFILES'])).toEqual(new Set(offered));
  for (const [, name, value] of example.matchAll(/^([A-Z_]+)=(.*)$/gm))
    expect(compose, `${name} has the value of the example unless said otherwise`).toContain(`\${${name}:-${value}}`);
});

test('every file that image and compose file speak of is there', async () => {
  const image = await textOf('.docker/Dockerfile');
  const started = Object.values(services).flatMap(
    ({ command }) => command?.filter((word) => /\.m?[jt]s$/.test(word)) ?? [],
  );
  const built = [...image.matchAll(/\bnode ([\w./-]+\.m?js)|"node", "([^"]+)"/g)].map(
    ([, one, other]) => one ?? other!,
  );
  const mounted = Object.values(services).flatMap(({ volumes: all }) =>
    ((all ?? []) as readonly string[]).filter((one) => one.startsWith('./')).map((one) => one.split(':')[0]!),
  );
  expect(started.length + built.length + mounted.length).toBeGreaterThan(7);
  for (const path of [...started, ...built, ...mounted]) await access(new URL(path, root));
  const left = (await textOf('.dockerignore')).split('\n');
  for (const path of ['.git', '.env', '.peremena', '**/node_modules', '.docker/certificate', '*.dump', '*.key'])
    expect(left).toContain(path);
});

test('every command of the guide names what there is: services, programs, commands of ours, folders that are mounted', async () => {
  const guide = await textOf('docs/how-to/run-in-production.md');
  const lines = guide.split('\n').filter((line) => line.includes('docker compose '));
  const asked = lines.flatMap((line) => [
    ...line.matchAll(/\b(?:exec|run|stop|restart)((?: --?[\w-]+)*)((?: [a-z]+\b)+)/g),
  ]);
  expect(asked.length).toBeGreaterThan(15);
  const known = new Set(Object.keys(services));
  for (const [line, , words = ''] of asked)
    expect(
      words.split(' ').some((word) => known.has(word)),
      line,
    ).toBe(true);
  const usage = ofCommandLine.en.usage.split('\n').map((line) => line.trim());
  for (const [, command = ''] of guide.matchAll(/node api\/src\/cli\/main\.ts ([a-z]+(?: [a-z]+)?)/g))
    expect(
      usage.some((line) => line.startsWith(command)),
      command,
    ).toBe(true);
  const targets = Object.values(services).flatMap(({ volumes: all }) =>
    ((all ?? []) as readonly string[]).map((one) => one.split(':')[1]!),
  );
  for (const [path] of guide.matchAll(/\/var\/lib\/peremena\/\w+|(?<= )\/certificate\b|\/data(?=\/caddy)/g))
    expect(targets).toContain(path);
});

test('the volumes that processes write into belong to their user, and nothing else can be written', async () => {
  const image = await textOf('.docker/Dockerfile');
  expect(image).toMatch(/^USER node$/m);
  for (const name of ['api', 'projections', 'secrets', 'web']) {
    const { volumes: all = [], read_only: sealed } = services[name] as { volumes?: string[]; read_only: boolean };
    expect(sealed, name).toBe(true);
    for (const [, target] of all.filter((one) => !one.endsWith(':ro')).map((one) => one.split(':')))
      expect(image).toMatch(new RegExp(`install -d -o node -g node -m \\d+ ${target}\\b`));
  }
});

test('whoever serves says whether it is well, and is restarted', () => {
  for (const [name, { healthcheck, restart }] of Object.entries(services)) {
    if (name !== 'secrets') expect(restart, name).toBe('unless-stopped');
    // The projector serves nobody: it ends where it cannot go on.
    if (!['secrets', 'projections'].includes(name)) expect(healthcheck, name).toBeDefined();
  }
});

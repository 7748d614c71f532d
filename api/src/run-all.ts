import { networkInterfaces } from 'node:os';
import { parseArgs } from 'node:util';
import { eventStoreUrlOf } from '@peremena/events/store';
import { pino } from 'pino';
import { openDataFolder, type DataFolder } from './data-folder.ts';
import { progressLine } from './cli/progress-line.ts';
import { languageOf, words } from './cli/words.ts';
import { demoAtStart, demosAsked, demoSize, type DemoAsked } from './demo-at-start.ts';
import { demoPassword, type DemoSignIn } from './demo/demo.ts';
import { openDatabases } from './embedded/index.ts';
import { onStop, openEnding } from './ending.ts';
import { trustedProxies } from './forwarded.ts';
import { front } from './front.ts';
import { listen } from './http.ts';
import { migrateRooms, openApi, projectFor } from './open-api.ts';
import type { Api, Pages } from './pages.ts';
import { findRunning, noteRunning } from './running.ts';
import { providerSettings } from './session/provider/settings.ts';
import { setUpAtStart, type SetUpCode } from './setup/at-start.ts';

/** Gives the pages for an API: a build of them, or the sources under development. */
export type LoadPages = (api: Api) => Promise<Pages>;

const log = pino(
  { level: process.env['PEREMENA_LOG'] ?? 'warn', base: null },
  pino.destination({ dest: 2, sync: true }),
);
const ending = openEnding((error) => log.error({ err: error }, 'a part did not close'));

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function readArguments(): DemoAsked | undefined {
  const { values } = parseArgs({ options: { demo: { type: 'string' } } });
  const asked = demosAsked.find((one) => one === values.demo);
  if (values.demo !== undefined && !asked) throw new Error(`--demo is one of: ${demosAsked.join(', ')}`);
  return asked;
}

async function start(asked: DemoAsked | undefined, folder: DataFolder, load: LoadPages): Promise<void> {
  const provider = providerSettings(process.env);
  const databases = await openDatabases(folder);
  ending.later(() => databases.stop());
  const places = { ...databases, masterKeyFile: folder.masterKey, eventStoreUrl: eventStoreUrlOf(process.env) };
  await migrateRooms(places);
  const { api, close } = await openApi(places, log, { provider });
  ending.later(close);
  const projector = projectFor(api, places, log);
  ending.later(() => projector.stop());
  const [pages] = await Promise.all([load(api.fetch), projector.ready]);
  const size = await demoSize(folder, asked);
  const line = progressLine(process.stdout, 'Making the demo school …', words[languageOf(process.env)].left);
  const signIns = size === 'none' ? [] : await demoAtStart(api.parts, size, (done, total) => line.show(done, total));
  line.end();
  const setUp = await setUpAtStart(api.parts);
  await api.parts.waitFor([], await api.parts.store.head(), 60_000);
  // What was cut off by the last end is finished first; later, what a lost database link left lying.
  await api.finishUnfinished(0);
  const finishing = setInterval(() => void api.finishUnfinished(60_000).catch(() => undefined), 30_000);
  ending.later(() => clearInterval(finishing));
  // What was cut off when the process ended goes on.
  api.timetables.kick();

  const wanted = Number(process.env['PORT'] ?? 4000);
  const trusted = trustedProxies(process.env['PEREMENA_PROXIES']);
  const server = await listen(front(api.fetch, pages, trusted), wanted, process.env['HOST']);
  ending.later(() => server.close(1_000));
  // Event streams never end by themselves: first they, then the server.
  ending.later(() => api.close());
  const address = `http://localhost:${server.port}`;
  const forget = await noteRunning(folder, address);
  ending.later(forget);
  greet(server.port, signIns, setUp);
}

function greet(port: number, signIns: readonly DemoSignIn[], setUp: SetUpCode | null): void {
  const networks = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const outside = networks.filter(({ family, internal }) => family === 'IPv4' && !internal);
  say(`\nPeremena is ready:  http://localhost:${port}`);
  for (const { address } of outside) say(`on the network:     http://${address}:${port}`);
  if (signIns.length > 0) {
    say(`\nDemo sign-ins, password ${demoPassword}`);
    for (const { login, name } of signIns) say(`  ${login.padEnd(8)} ${name}`);
  }
  if (setUp) {
    say('\nThere is no school yet. Make it, and its first administrator, at');
    say(`  http://localhost:${port}/setup#${setUp.code}`);
    say(
      `The code ${setUp.code} counts once, within ${setUp.hours} hours. Or import a school: npm run cli -- import oneroster FILE`,
    );
  }
  say('\nCtrl-C stops it.');
}

async function stop(): Promise<void> {
  say('\nStopping …');
  await ending.run();
  say('Stopped.');
  process.exit();
}

/**
 * Runs everything in one process on one port until it is asked to end: embedded database, log, projector, API, pages.
 * A data folder that is being served already is pointed at instead.
 */
export async function runAll(load: LoadPages): Promise<void> {
  try {
    const asked = readArguments();
    const folder = await openDataFolder();
    const running = await findRunning(folder);
    if (running) {
      say(`Peremena already runs from ${folder.path}:  ${running.address}`);
      return process.exit();
    }
    // Whoever read our words may be gone before us; the end has to be orderly all the same.
    for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
    onStop(() => void stop());
    await start(asked, folder, load);
  } catch (error) {
    log.debug({ err: error }, 'start failed');
    console.error(error instanceof Error ? error.message : error);
    await ending.run();
    process.exit(1);
  }
}

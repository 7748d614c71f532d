// Plain JavaScript on any Node from 20 on, before anything is installed: no imports but Node's own.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { withLock } from './lock.mjs';

/** The folder of the clone. */
export const root = fileURLToPath(new URL('../../', import.meta.url));
const rooms = ['events', 'projections', 'api', 'web'];
const notes = join(root, 'node_modules', '.peremena');

/** Installs and builds what is missing or out of date; answers the command that runs our Node, as an array. */
export async function prepare({ web = false } = {}) {
  const installed = hashOf(installInputs());
  const built = web ? hashOf(webInputs()) : '';
  const stale = () => read(join(notes, 'installed')) !== installed || (web && read(currentWeb) !== built);
  if (stale()) {
    mkdirSync(notes, { recursive: true });
    await withLock(join(notes, 'lock'), () => {
      if (read(join(notes, 'installed')) !== installed) install(installed);
      if (web && read(currentWeb) !== built) buildWeb(built);
    });
  }
  return findNode();
}

/** Runs a program of ours to its end under the right Node and answers its exit code. */
export function runNode(node, args, { cwd = process.cwd(), env = {} } = {}) {
  const [command, ...before] = node;
  const child = spawn(command, [...before, ...args], {
    cwd,
    // The channel tells the program when this process dies, so that nothing is left running behind it.
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: { NODE_COMPILE_CACHE: join(notes, 'compiled'), ...process.env, ...env },
  });
  // A terminal sends Ctrl-C to both of us: the program stops in order, and this one waits for it.
  process.on('SIGINT', () => undefined);
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((done, fail) => {
    child.on('error', fail);
    child.on('exit', (code) => done(code ?? 1));
  });
}

/** The machine's Node when it is new enough, else the one that was installed beside us, else one fetched by npx. */
export function findNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 24 || (major === 24 && minor >= 7)) return [process.execPath];
  const own = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  return existsSync(own) ? [own] : ['npx', '-y', 'node@24'];
}

function install(hash) {
  step('Installing packages');
  const [code, output] = quietly('npx', ['-y', 'pnpm@12', 'install', '--frozen-lockfile'], root);
  if (code !== 0) throw new Error(`The installation failed.\n${output}`);
  writeFileSync(join(notes, 'installed'), hash);
}

const builds = join(root, 'web', '.built');
const currentWeb = join(builds, 'current');
const keepBuilds = 3;

/** Every build has a folder of its own: a copy that runs keeps the files it started with. */
function buildWeb(hash) {
  step('Building the pages');
  const folder = join(root, 'web');
  const [command, ...before] = findNode();
  const vite = join(folder, 'node_modules', 'vite', 'bin', 'vite.js');
  const [code, output] = quietly(command, [...before, vite, 'build', '--logLevel', 'warn'], folder);
  if (code !== 0) throw new Error(`The pages could not be built.\n${output}`);
  mkdirSync(builds, { recursive: true });
  rmSync(join(builds, hash), { recursive: true, force: true });
  renameSync(join(folder, 'build'), join(builds, hash));
  writeFileSync(currentWeb, hash);
  const old = readdirSync(builds).filter((name) => name !== 'current' && name !== hash);
  const age = (name) => statSync(join(builds, name)).mtimeMs;
  for (const name of old.sort((a, b) => age(b) - age(a)).slice(keepBuilds - 1)) {
    rmSync(join(builds, name), { recursive: true, force: true });
  }
}

function installInputs() {
  const manifests = ['package.json', 'pnpm-lock.yaml', 'pnpm-workspace.yaml'];
  return [...manifests, ...rooms.map((room) => join(room, 'package.json'))];
}

/** Pages are built from web's own files and from the pure values and schemas that they import. */
function webInputs() {
  const own = filesOf('web').filter((path) => !/\.(test|e2e)\.ts$/.test(path));
  const shared = [...filesOf(join('events', 'src')), ...filesOf(join('api', 'src'))];
  const pure = shared.filter((path) => !/\.test\.ts$/.test(path) && !path.includes(`${sep}store${sep}`));
  return [...own, ...pure.filter((path) => path.startsWith('events') || /(commands|client)\.ts$/.test(path))];
}

const skipped = new Set(['node_modules', 'build', '.built', '.svelte-kit', 'test', 'bench']);

function filesOf(folder) {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : filesOf(path);
    return entry.isFile() ? [path] : [];
  });
}

function hashOf(paths) {
  const hash = createHash('sha256').update(`${process.platform}-${process.arch}\0`);
  for (const path of paths.sort())
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  return hash.digest('hex').slice(0, 16);
}

function quietly(command, args, cwd) {
  const env = { ...process.env, CI: 'true', NO_UPDATE_NOTIFIER: '1' };
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, env, encoding: 'utf8' });
  return [status ?? 1, `${stdout ?? ''}${stderr ?? ''}${error?.message ?? ''}`];
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

function step(text) {
  process.stderr.write(`${text} …\n`);
}

import { execFile, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { chown, lstat, readdir, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How Postgres is started here: it refuses to run as root, so root needs a detour. */
export interface Account {
  name: 'self' | 'namespace' | 'postgres' | 'capability';
  /** Owner that the files of the cluster must have; null leaves them alone. */
  owner: { uid: number; gid: number } | null;
  spawn(program: string, args: string[], options: SpawnOptions): ChildProcess;
}

const self: Account = { name: 'self', owner: null, spawn };

/** Chooses an account that can read both the programs and the folder; throws when root has no way at all. */
export async function chooseAccount(program: string, folder: string): Promise<Account> {
  if (process.getuid?.() !== 0) return self;
  for (const account of [throughNamespace(), await asPostgres(program, folder), await withCapability()]) {
    if (account && (await canRun(account, program))) return account;
  }
  throw new Error(
    'Postgres does not run as root, and neither a user namespace nor a user "postgres" is available here. ' +
      'Start as an ordinary user, or set DATABASE_URL.',
  );
}

/** In a namespace of its own the process keeps root's files, also in a 0700 home, but is not root. */
function throughNamespace(): Account {
  return {
    name: 'namespace',
    owner: { uid: 0, gid: 0 },
    spawn: (program, args, options) => spawn('unshare', ['-U', '--', program, ...args], options),
  };
}

async function asPostgres(program: string, folder: string): Promise<Account | null> {
  const owner = await idsOf('postgres');
  if (!owner || !(await openToOthers(dirname(program))) || !(await openToOthers(dirname(folder)))) return null;
  return { name: 'postgres', owner, spawn: (path, args, options) => spawn(path, args, { ...options, ...owner }) };
}

/** Where namespaces are forbidden (most containers) an ordinary user with the right to enter any folder does as well. */
async function withCapability(): Promise<Account | null> {
  const owner = (await idsOf('postgres')) ?? (await idsOf('nobody'));
  if (!owner) return null;
  const become = [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups'];
  const enter = ['--inh-caps=+dac_override', '--ambient-caps=+dac_override', '--'];
  return {
    name: 'capability',
    owner,
    spawn: (program, args, options) => spawn('setpriv', [...become, ...enter, program, ...args], options),
  };
}

async function idsOf(user: string): Promise<{ uid: number; gid: number } | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', user]), run('id', ['-g', user])]);
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) };
  } catch {
    return null;
  }
}

async function openToOthers(folder: string): Promise<boolean> {
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = await stat(at).catch(() => null);
    if (!found || (found.mode & 0o001) === 0) return false;
    if (at === dirname(at)) return true;
  }
}

function canRun(account: Account, program: string): Promise<boolean> {
  return new Promise((done) => {
    const child = account.spawn(program, ['--version'], { stdio: 'ignore' });
    child.on('error', () => done(false));
    child.on('exit', (code) => done(code === 0));
  });
}

/** Gives a whole folder to the account's owner, when it does not have it yet. */
export async function giveFolder(folder: string, account: Account): Promise<void> {
  if (!account.owner) return;
  const { uid, gid } = account.owner;
  if ((await lstat(folder)).uid === uid) return;
  for (const entry of await readdir(folder, { recursive: true })) await chown(join(folder, entry), uid, gid);
  await chown(folder, uid, gid);
}

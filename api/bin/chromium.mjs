import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const macs = ['Google Chrome', 'Chromium'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

/** The path of a Chromium or Chrome: the one named by PEREMENA_CHROMIUM, an installed one, or Debian's, installed now by root. */
export function findChromium() {
  const named = process.env.PEREMENA_CHROMIUM;
  if (named) return existsSync(named) ? named : fail(`PEREMENA_CHROMIUM names ${named}, which does not exist.`);
  return (
    installed() ??
    installDebian() ??
    fail('No Chromium or Chrome was found. Install one, or name it in PEREMENA_CHROMIUM.')
  );
}

function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const candidates = [...names.flatMap((name) => folders.map((folder) => join(folder, name))), ...macs];
  return candidates.find(runnable) ?? null;
}

function installDebian() {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return null;
  console.error('Installing Chromium for the browser stories …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update', '-qq'], { env });
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { env });
  return installed();
}

function runnable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function fail(sentence) {
  throw new Error(sentence);
}

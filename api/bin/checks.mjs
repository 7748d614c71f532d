import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './prepare.mjs';

const tool = (...parts) => join(root, ...parts);
const tsc = tool('node_modules', 'typescript', 'bin', 'tsc');

/** Everything that is checked without running the product: a name, the program, its arguments, where it runs. */
export const checks = [
  ...['events', 'projections', 'api'].map((room) => ({
    name: `types of ${room}`,
    args: [tsc, '-p', room, '--noEmit'],
  })),
  {
    name: 'types of web (svelte-check)',
    args: [
      tool('web', 'node_modules', 'svelte-check', 'bin', 'svelte-check'),
      '--fail-on-warnings',
      '--output',
      'human',
    ],
    room: 'web',
  },
  { name: 'lint', args: [tool('node_modules', 'eslint', 'bin', 'eslint.js'), '.', '--max-warnings', '0'] },
  {
    name: 'who may import whom',
    args: [
      tool('node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs'),
      'events',
      'projections',
      'api',
      'web',
    ],
  },
  { name: 'unused code', args: [tool('node_modules', 'knip', 'bin', 'knip.js')] },
  { name: 'generated reference', args: [tool('api', 'reference', 'main.ts'), '--check'] },
  {
    name: 'format',
    args: [tool('node_modules', 'prettier', 'bin', 'prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  },
];

const limitMs = 45 * 60_000;

/** Runs one check; answers whether it passed, what it said, and how long it took in seconds. */
export function runCheck(node, { args, room = '', env = {} }) {
  const started = performance.now();
  const [command, ...before] = node;
  return new Promise((done) => {
    const child = spawn(command, [...before, ...args], {
      cwd: join(root, room),
      env: { ...process.env, FORCE_COLOR: '0', NO_COLOR: '1', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => (output += text));
    const end = (passed) => {
      clearTimeout(limit);
      child.stdout.destroy();
      child.stderr.destroy();
      done({ passed, output: output.trim(), seconds: (performance.now() - started) / 1000 });
    };
    const limit = setTimeout(() => {
      output += `\nended after ${limitMs / 60_000} minutes`;
      child.kill('SIGKILL');
    }, limitMs);
    child.on('error', (error) => {
      output += error.message;
      end(false);
    });
    // What it left running may keep its output open for ever: its own end counts.
    child.on('exit', (code) => setTimeout(() => end(code === 0), 300));
  });
}

/** Prints one result as a line, and what a failed check said below it. */
export function report(name, { passed, output, seconds }) {
  console.log(`${passed ? 'ok  ' : 'FAIL'} ${name} (${seconds.toFixed(1)} s)`);
  if (!passed) console.log(output.replace(/^/gm, '     '));
}

/** Runs the given jobs, so many at a time, in their order. */
export async function inLanes(jobs, lanes) {
  const waiting = [...jobs];
  const lane = async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await job();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
}

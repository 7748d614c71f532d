import { join } from 'node:path';
import { checks, inLanes, report, runCheck } from './checks.mjs';
import { prepare, root, runNode } from './prepare.mjs';

// npm runs scripts in the clone; files are named from where the person stands.
const cwd = process.env.INIT_CWD ?? process.cwd();
const inApi = (...parts) => join(root, 'api', ...parts);

const commands = {
  async check() {
    const node = await prepare({ web: true });
    let failed = 0;
    const job = (check) => async () => {
      const result = await runCheck(node, check);
      report(check.name, result);
      if (!result.passed) failed += 1;
    };
    await inLanes(checks.map(job), 2);
    return failed === 0 ? 0 : 1;
  },
  async 'test:store'(args) {
    const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
    const config = join(root, 'vitest.config.ts');
    const tests = ['events/src/store', 'api/test/processes/eventstoredb'];
    // A server at EVENTSTORE_URL is for one test at a time.
    return runNode(await prepare(), [vitest, 'run', '--config', config, '--no-file-parallelism', ...tests, ...args], {
      cwd: root,
    });
  },
  async dev(args) {
    return runNode(await prepare(), ['--watch', inApi('src', 'dev.ts'), ...args]);
  },
  async bench(args) {
    return runNode(await prepare({ web: true }), [inApi('bench', 'main.ts'), ...args], { cwd });
  },
  async cli(args) {
    return runNode(await prepare(), [inApi('src', 'cli', 'main.ts'), ...args], { cwd });
  },
};

const [name = '', ...args] = process.argv.slice(2);
try {
  const command = Object.hasOwn(commands, name) ? commands[name] : null;
  if (!command) throw new Error(`Say one of: ${Object.keys(commands).join(', ')}.`);
  process.exitCode = await command(args);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

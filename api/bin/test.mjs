import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, relative } from 'node:path';
import { checks, inLanes, report, runCheck } from './checks.mjs';
import { findChromium } from './chromium.mjs';
import { prepare, root } from './prepare.mjs';

const total = { passed: 0, failed: 0 };
const scratch = mkdtempSync(join(tmpdir(), 'peremena-run-'));
const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');

try {
  const node = await prepare({ web: true });
  const suite = (name, config, env) => () => runSuite(node, name, config, env);
  const single = (check) => async () => {
    const result = await runCheck(node, check);
    report(check.name, result);
    total[result.passed ? 'passed' : 'failed'] += 1;
  };
  await inLanes([suite('tests', 'vitest.config.ts'), ...checks.map(single)], 2);
  // Alone, since the stories measure how soon a page shows what was done.
  await suite('browser stories', 'web/vitest.stories.config.ts', { PEREMENA_CHROMIUM: findChromium() })();
} catch (error) {
  console.log(`FAIL ${error.message}`);
  total.failed += 1;
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 ? 0 : 1;

/** Runs one vitest configuration and counts each of its tests. */
async function runSuite(node, name, config, env = {}) {
  const file = join(scratch, `${basename(config)}.json`);
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const result = await runCheck(node, { args: [vitest, 'run', '--config', config, ...reporters], env });
  const counted = countsIn(file);
  total.passed += counted.passed;
  // A run that fails outside of its tests (a file that cannot be loaded, an error nobody caught) is a failure of its own.
  total.failed += counted.failed || (result.passed ? 0 : 1);
  // What failed comes first: the run's own output may be long, and where it is shown it may be cut.
  const output = [...counted.failures, result.output].join('\n');
  report(`${name}: ${counted.passed} passed, ${counted.failed} failed, ${counted.skipped} skipped`, {
    ...result,
    output,
  });
}

function countsIn(file) {
  try {
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(file, 'utf8'));
    const unloadable = testResults.filter(
      ({ status, assertionResults }) => status === 'failed' && !assertionResults.length,
    );
    return {
      passed: numPassedTests,
      failed: numFailedTests + unloadable.length,
      skipped: numPendingTests,
      failures: [
        ...unloadable.map(({ name, message }) => `${inRoot(name)}: ${message}`),
        ...testResults.flatMap(failedIn),
      ],
    };
  } catch {
    return { passed: 0, failed: 0, skipped: 0, failures: [] };
  }
}

/** The failed tests of one file, each with the beginning of what it said. */
function failedIn({ name, assertionResults }) {
  return assertionResults
    .filter(({ status }) => status === 'failed')
    .map(
      ({ fullName, failureMessages }) => `${inRoot(name)} > ${fullName}\n${failureMessages.join('\n').slice(0, 1500)}`,
    );
}

function inRoot(file) {
  return relative(root, file);
}

import { defineConfig } from 'vitest/config';
import { ByName } from './test/by-name.ts';

/** Browser stories (`.e2e.ts`): a real Chromium against a copy of the whole product, started for the run. */
export default defineConfig({
  root: `${import.meta.dirname}/..`,
  test: {
    name: 'stories',
    include: ['{web/src,api/test}/**/*.e2e.ts'],
    globalSetup: ['./web/test/running-copy.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
    sequence: { sequencer: ByName },
    passWithNoTests: true,
  },
});

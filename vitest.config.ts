import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

const rooms = ['events', 'projections', 'api'].map((name) => ({
  extends: true as const,
  root: `${import.meta.dirname}/${name}`,
  test: { name, include: ['{src,test,bench,bin}/**/*.{test,int.test}.ts'] },
}));

const web = existsSync(`${import.meta.dirname}/web/vitest.config.ts`) ? ['./web/vitest.config.ts'] : [];

/** Unit tests (`.test.ts`) and tests on a real Postgres (`.int.test.ts`) of every room; browser stories run apart. */
export default defineConfig({
  test: {
    globalSetup: ['./events/test/global-postgres.ts'],
    testTimeout: 600_000,
    hookTimeout: 600_000,
    maxWorkers: 2,
    projects: [...rooms, ...web],
  },
});

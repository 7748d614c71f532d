import type { TestProject } from 'vitest/node';
import { startTestPostgres } from './postgres.ts';

let shared: ReturnType<typeof startTestPostgres> | undefined;

/** vitest global setup: one Postgres for the whole run, shared by the projects; its address is `inject('postgresUrl')`. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  shared ??= startTestPostgres();
  const { url, stop } = await shared;
  project.provide('postgresUrl', url);
  return stop;
}

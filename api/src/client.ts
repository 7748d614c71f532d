import { hc } from 'hono/client';
import type { AppType } from './app.ts';

export type { AppType } from './app.ts';
export type { ProblemBody } from './core/problem.ts';

/** The API, typed. `fetch` is the app's own function when pages run in the same process. */
export function client(
  base: string,
  options: { readonly fetch?: typeof fetch; readonly headers?: Record<string, string> } = {},
) {
  return hc<AppType>(base, options);
}

import { Problem } from '../core/problem.ts';
import type { Throttle } from './throttle.ts';

/** Counts a try before it is looked at; refuses it (429 with Retry-After) while the one who tries has to wait. */
export function slowedDown(throttle: Throttle, name: string, address: string): void {
  const seconds = throttle.wait(name, address);
  if (seconds > 0) throw new Problem('too_many_tries', { headers: { 'Retry-After': String(seconds) } });
  throttle.begin(name, address);
}

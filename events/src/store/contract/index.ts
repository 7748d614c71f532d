import { appending } from './appending.ts';
import type { Check } from './check.ts';
import { limits } from './limits.ts';
import { reading } from './reading.ts';

export { gapless, type Check } from './check.ts';
export { oneWinner } from './one-winner.ts';
export { newSchool, request, type RequestOptions } from './request.ts';

/** What must hold of every store of events. Each check uses streams of its own, so all may run on one store. */
export const checks: readonly Check[] = [...appending, ...reading, ...limits];

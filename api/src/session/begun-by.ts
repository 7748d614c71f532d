import type { Ctx } from '../core/parts.ts';
import { deviceOf, networkOf } from './device.ts';
import type { Begun } from './sessions.ts';

/** Where the session of this request begins. */
export function begunBy(c: Ctx): Begun {
  return {
    secure: c.req.header('origin')?.startsWith('https:') ?? false,
    network: networkOf(c.var.clientAddress),
    ...deviceOf(c.req.header('user-agent')),
  };
}

import type { AnyEvent } from '@peremena/events';
import type { Decider } from '../core/decider.ts';

/** A command to one stream, its types forgotten so that deeds of several kinds make a list. */
export interface Deed {
  readonly stream: string;
  readonly decider: Decider<unknown, unknown, AnyEvent>;
  readonly command: unknown;
}

/** A deed out of a stream, its decider and a command that fits it. */
export function deed<S, C, E extends AnyEvent>(stream: string, decider: Decider<S, C, E>, command: C): Deed {
  return { stream, decider: decider as unknown as Deed['decider'], command };
}

import type { AnyEvent, PersonId, Role } from '@peremena/events';
import type { Decider } from '../core/decider.ts';
import type { CommandHandler, CommandRequest, Handled } from '../core/handle-command.ts';
import type { DemoSchool } from './school.ts';

/** Somebody who acts in the demo, and the fact that lets them. */
export interface By {
  readonly actorId: PersonId | null;
  readonly role: Role;
  readonly fact: string | null;
}

/** One command of the demo, with its moment. `key` names it: the command id follows from it. */
export interface Step {
  readonly key: string;
  readonly at: string;
  readonly stream: string;
  /** `fresh`: the stream is believed to have no event yet. */
  readonly carryOut: (commands: CommandHandler, fresh?: boolean) => Promise<Handled>;
}

/** A step of the demo out of a command, its decider, and who gives it when. */
export function step<S, C, E extends AnyEvent>(order: {
  readonly key: string;
  readonly at: string;
  readonly by: By;
  readonly stream: string;
  readonly school: Pick<DemoSchool, 'ids'>;
  /** Whether the event belongs to the school; what is of a person does not. */
  readonly ofSchool?: boolean;
  readonly decider: Decider<S, C, E>;
  readonly command: C;
}): Step {
  const { key, at, by, stream, decider, command, school, ofSchool = true } = order;
  const commandId = school.ids.command(key);
  const request: CommandRequest<S, C, E> = {
    stream,
    decider,
    command,
    hash: commandId,
    metadata: {
      commandId,
      correlationId: commandId,
      causationId: commandId,
      actorId: by.actorId,
      actingAs: { role: by.role, fact: by.fact },
      schoolId: ofSchool ? school.ids.school : null,
      at,
    },
  };
  return {
    key,
    at,
    stream,
    carryOut: (commands, fresh = false) => commands(fresh ? { ...request, fresh } : request),
  };
}

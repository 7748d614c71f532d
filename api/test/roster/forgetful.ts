import { randomUUID } from 'node:crypto';
import type { CommandId } from '@peremena/events';
import type { CommandHandler } from '../../src/core/handle-command.ts';

/** Lets the first so many commands through and then dies, as a killed process does. */
export function diesAfter(commands: CommandHandler, most: number): CommandHandler {
  let left = most;
  return async (request) => {
    if (left <= 0) throw new Error('killed');
    left -= 1;
    return commands(request);
  };
}

/** A broken stand-in: a process that gives every command a new id, so that it does not know afterwards what it did. */
export function forgetful(commands: CommandHandler): CommandHandler {
  return (request) => {
    const commandId = randomUUID() as CommandId;
    return commands({ ...request, hash: commandId, metadata: { ...request.metadata, commandId } });
  };
}

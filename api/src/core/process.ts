import type { CommandId } from '@peremena/events';
import type { EventStore } from '@peremena/events/store';
import { Refusal } from './decider.ts';
import type { CommandMetadata, Handled } from './handle-command.ts';
import { uuidv5 } from './uuid.ts';

/** Under which id, and as whom, a command of a process is given. */
export interface Given {
  readonly hash: string;
  readonly metadata: CommandMetadata;
}

/** A command to one stream, and the one that undoes it. `name` is its own within the process: the command id follows from it. */
export interface Step {
  readonly name: string;
  readonly stream: string;
  readonly act: (given: Given) => Promise<Handled>;
  readonly undo: (given: Given) => Promise<Handled>;
}

/** A process over many streams: its id, and what the metadata of its events say of who began it. */
export interface Running {
  readonly id: string;
  readonly metadata: Omit<CommandMetadata, 'commandId' | 'correlationId' | 'at'>;
  readonly clock: () => Date;
}

/** The command of that name of a process: the same id each time, so that a repeat finds what was done. */
export function givenOf({ id, metadata, clock }: Running, name: string): Given {
  const commandId = uuidv5(id, name) as CommandId;
  return {
    hash: `${id} ${name}`,
    metadata: { ...metadata, commandId, correlationId: id, at: clock().toISOString() },
  };
}

/** Carries out steps in order, also those that were carried out before; stops at the first that is refused and gives the refusal. */
export async function carryThrough(running: Running, steps: readonly Step[]): Promise<Refusal | null> {
  for (const step of steps) {
    const refusal = await refusalOf(() => step.act(givenOf(running, step.name)));
    if (refusal) return refusal;
  }
  return null;
}

/**
 * Undoes those of the steps that were carried out, last first. What later facts stand on stays as it is: those steps are given back with
 * the code of the refusal.
 */
export async function undoDone(
  store: EventStore,
  running: Running,
  steps: readonly Step[],
): Promise<readonly { readonly name: string; readonly code: string }[]> {
  const kept: { readonly name: string; readonly code: string }[] = [];
  for (const step of steps.toReversed()) {
    const { hash, metadata } = givenOf(running, step.name);
    if (!(await store.findCommand(step.stream, { id: metadata.commandId, hash }))) continue;
    const refusal = await refusalOf(() => step.undo(givenOf(running, `undo ${step.name}`)));
    if (refusal) kept.push({ name: step.name, code: refusal.code });
  }
  return kept;
}

async function refusalOf(act: () => Promise<unknown>): Promise<Refusal | null> {
  try {
    await act();
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
}

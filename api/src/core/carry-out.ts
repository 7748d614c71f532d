import type { AnyEvent, CommandId, PersonId, SchoolId } from '@peremena/events';
import type { JsonObject } from '@peremena/events/store';
import type { Decider } from './decider.ts';
import type { CommandMetadata, Handled } from './handle-command.ts';
import type { Ctx } from './parts.ts';
import { uuidv5 } from './uuid.ts';

/** A new id that belongs to this request's command: asked again for the same name it is the same id, also in a repeat. */
export function newId(c: Ctx, name: string): string {
  return uuidv5(c.var.command.id, name);
}

/** Metadata of the events of this request: who, as whom, when, on whose command. */
export function metadataOf(c: Ctx, schoolId: string | null): CommandMetadata {
  const commandId = c.var.command.id as CommandId;
  return {
    commandId,
    correlationId: c.var.requestId,
    causationId: commandId,
    actorId: c.var.actor.personId as PersonId,
    actingAs: { role: c.var.grant.role, fact: c.var.grant.fact },
    schoolId: schoolId as SchoolId | null,
    at: c.var.moment.instant.toISOString(),
  };
}

/** Carries out the command of this request on one stream. */
export async function carryOut<S, C, E extends AnyEvent, A extends JsonObject = Record<never, never>>(
  c: Ctx,
  request: {
    readonly stream: string;
    readonly decider: Decider<S, C, E>;
    readonly command: C;
    readonly schoolId: string | null;
    readonly answer?: A;
  },
): Promise<Answered & A> {
  const { schoolId, ...rest } = request;
  return answered<A>(
    await c.var.parts.commands({ ...rest, hash: c.var.command.hash, metadata: metadataOf(c, schoolId) }),
  );
}

/** What every writing route answers: where the log stands after it, and the ids of its events. */
export interface Answered {
  readonly revision: string;
  readonly position: string;
  readonly ids: readonly string[];
}

/** The body of a writing route's answer. */
export function answered<A extends JsonObject = Record<never, never>>(handled: Handled): Answered & A {
  return {
    revision: String(handled.revision),
    position: String(handled.position),
    ...(handled.answer as unknown as { ids: string[] } & A),
  };
}

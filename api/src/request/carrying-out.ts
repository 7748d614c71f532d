import { type CommandId, type RequestId, type SchoolId, streams } from '@peremena/events';
import { unfinishedRequests } from '@peremena/projections/queries';
import { canonical } from '../core/canonical.ts';
import { Refusal } from '../core/decider.ts';
import { stateNow } from '../core/folded.ts';
import type { CommandMetadata } from '../core/handle-command.ts';
import { Queues } from '../core/queues.ts';
import type { Parts } from '../core/parts.ts';
import { uuidv5 } from '../core/uuid.ts';
import { type ActParts, afterwards, deedsOf } from './acts.ts';
import { deed, type Deed } from './deed.ts';
import { requestDecider, type RequestState } from './decider.ts';

export type CarryingParts = ActParts & Pick<Parts, 'waitFor'>;

// Who leaves and who stays is looked up: of one school one request after the other.
const bySchool = new Queues();

/**
 * Carries out a confirmed request, to its end: the commands to other streams, what lies outside the log, and that it is done. Every id follows from
 * the request's, so whatever was done before it was cut off is not done again. Gives what became of it; null where it was not confirmed.
 */
export async function carryOutRequest(
  parts: CarryingParts,
  schoolId: SchoolId,
  requestId: RequestId,
): Promise<RequestState | null> {
  const stream = streams.request(schoolId, requestId);
  return bySchool.run(schoolId, async () => {
    const request = await stateNow(parts, stream, requestDecider);
    if (request?.status !== 'confirmed') return request;
    const refusal = await attempt(parts, request);
    await command(parts, request, 'finish', deed(stream, requestDecider, { type: 'FinishAct', refusal }));
    return stateNow(parts, stream, requestDecider);
  });
}

/** Finishes what was confirmed and cut off. Asked at start and now and then; several processes may ask at once. */
export async function carryOutAll(parts: CarryingParts): Promise<void> {
  for (const { id, schoolId } of await unfinishedRequests(parts.sql))
    await carryOutRequest(parts, schoolId as SchoolId, id as RequestId);
}

/** The code of the refusal where the ground has moved since it was proposed. */
async function attempt(parts: CarryingParts, request: RequestState): Promise<string | null> {
  try {
    await parts.waitFor(['access_facts'], await parts.store.head(), 5_000);
    for (const deed of await deedsOf(parts, request))
      await command(parts, request, `${deed.stream} ${canonical(deed.command)}`, deed);
    await afterwards(parts, request);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

async function command(parts: CarryingParts, request: RequestState, name: string, order: Deed): Promise<void> {
  const commandId = uuidv5(request.requestId, name) as CommandId;
  // Who proposed it stands as the one who recorded it; who confirmed it stands in the request, which the correlation names.
  const metadata: CommandMetadata = {
    commandId,
    correlationId: request.requestId,
    causationId: request.requestId,
    actorId: request.proposedBy,
    actingAs: { role: 'admin', fact: null },
    schoolId: request.schoolId,
    at: parts.clock().toISOString(),
  };
  await parts.commands({ ...order, hash: commandId, metadata });
}

import { openLog, OutcomeUnknown, type AppendRequest, type LogPlace } from '../src/store/index.ts';

/** A process that appends what it is told and answers when it is stored, as the API does. It is there to be killed: `appending-process.ts PLACE`. */
export interface Work {
  readonly id: number;
  readonly request: AppendRequest;
}
export type Answer =
  | { readonly ready: true }
  | { readonly id: number; readonly revision?: bigint; readonly position?: bigint; readonly again?: string };

export interface Place extends LogPlace {
  /** Broken on purpose: answers before it is stored. */
  readonly hasty?: boolean;
}

// Nobody is left to kill it.
process.on('disconnect', () => process.exit(1));

const place = JSON.parse(process.argv[2]!) as Place;
const store = await openLog(place, 'writer');
const answer = (told: Answer): boolean => process.send!(told);

async function carryOut({ id, request }: Work): Promise<void> {
  if (place.hasty) answer({ id });
  try {
    const { revision, position } = await store.append(request);
    if (!place.hasty) answer({ id, revision, position });
  } catch (error) {
    if (place.hasty) return;
    answer({ id, again: error instanceof OutcomeUnknown ? 'unknown' : String(error) });
  }
}
process.on('message', (work: Work) => void carryOut(work));
answer({ ready: true });

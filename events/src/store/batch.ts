import { checkAppend, type CheckedAppend } from './check-append.ts';
import { CommandReused, RevisionConflict } from './errors.ts';
import type { Appended, AppendRequest, ExpectedRevision, JsonObject } from './event-store.ts';
import type { Sql } from './pool.ts';

/** An append that waits for its turn. */
export interface Waiting {
  readonly request: AppendRequest;
  readonly checked: CheckedAppend;
  /** `performance.now()` at which it is given up. */
  readonly until: number;
  resolve(appended: Appended): void;
  reject(error: unknown): void;
}

/** What the log said of one append of a batch; `item` counts from 1. */
export interface Verdict {
  readonly item: number;
  readonly outcome: 'appended' | 'repeated' | 'reused' | 'conflict';
  readonly revision: bigint | null;
  readonly position: bigint | null;
  readonly answer: JsonObject | null;
}

// No JSON text, id or checked name holds it, so lists need no escaping on either side.
const separator = '\u001f';

const codes = { no_stream: '-1', any: '-2', exists: '-3' } as const;
const encode = (expected: ExpectedRevision): string => (typeof expected === 'bigint' ? expected.toString() : codes[expected]);

/** Sends a batch as one statement. */
export function sendBatch(sql: Sql, batch: readonly Pick<Waiting, 'request' | 'checked'>[]): PromiseLike<readonly Verdict[]> {
  const commands: string[][] = [[], [], [], [], [], []];
  const events: string[][] = [[], [], [], [], [], []];
  batch.forEach(({ request, checked }, index) => {
    const { stream, expected, command } = request;
    push(commands, [stream, encode(expected), command.id, command.hash, checked.answer, String(request.events.length)]);
    request.events.forEach((event, at) => {
      const { data, metadata } = checked.events[at]!;
      push(events, [String(index + 1), event.id, event.type, event.metadata.schoolId ?? '', data, metadata]);
    });
  });
  const [streams, expectations, ids, hashes, answers, counts] = commands.map((list) => list.join(separator)) as Six;
  const [items, eventIds, types, schools, bodies, heads] = events.map((list) => list.join(separator)) as Six;
  return sql<Verdict[]>`select * from log.append(
    ${streams}, ${expectations}, ${ids}, ${hashes}, ${answers}, ${counts},
    ${items}, ${eventIds}, ${types}, ${schools}, ${bodies}, ${heads})`;
}

type Six = [string, string, string, string, string, string];

function push(columns: string[][], values: readonly string[]): void {
  values.forEach((value, column) => columns[column]!.push(value));
}

/** Tells the one who waits what the log said. */
export function settle({ request, resolve, reject }: Waiting, { outcome, revision, position, answer }: Verdict): void {
  const { stream, expected, command } = request;
  if (outcome === 'appended') resolve({ outcome, revision: revision!, position: position!, answer: command.answer });
  else if (outcome === 'repeated') resolve({ outcome, revision: revision!, position: position!, answer: answer! });
  else if (outcome === 'reused') reject(new CommandReused(`command ${command.id} was used before`));
  else reject(new RevisionConflict(stream, expected, revision));
}

/** An append on its way into the queue; refused with `AppendRefused` when no adapter may store it. */
export function waiting(request: AppendRequest, until: number, settled: Pick<Waiting, 'resolve' | 'reject'>): Waiting {
  return { request, checked: checkAppend(request), until, ...settled };
}

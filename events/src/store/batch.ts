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

/** What the log said of one append of a batch. */
export interface Verdict {
  readonly outcome: 'appended' | 'repeated' | 'reused' | 'conflict';
  /** Of the last event; where the stream is when in conflict; null where there is no stream. */
  readonly revision: bigint | null;
  readonly position: bigint | null;
  readonly answer: JsonObject | null;
}

// No JSON text, id or checked name holds it, so lists need no escaping on either side.
const separator = '\u001f';

const codes = { no_stream: '-1', any: '-2', exists: '-3' } as const;
const encode = (expected: ExpectedRevision): string =>
  typeof expected === 'bigint' ? expected.toString() : codes[expected];

/** Lists under construction, one value each at a time. */
class Lists {
  readonly #lists: string[][];
  constructor(count: number) {
    this.#lists = Array.from({ length: count }, () => []);
  }
  add(values: readonly string[]): void {
    for (let at = 0; at < values.length; at += 1) this.#lists[at]!.push(values[at]!);
  }
  done(): string[] {
    return this.#lists.map((list) => list.join(separator));
  }
}

type Batch = readonly Pick<Waiting, 'request' | 'checked'>[];

/** The one statement that appends a batch, and the values of its parameters. */
export function appendStatement(batch: Batch): { readonly text: string; readonly values: string[] } {
  const commands = new Lists(5);
  const events = new Lists(11);
  batch.forEach(({ request, checked }, index) => {
    const { stream, expected, command } = request;
    const [item, count] = [String(index + 1), String(request.events.length)];
    commands.add([stream, encode(expected), command.id, command.hash, count]);
    request.events.forEach(({ id, type, metadata }, at) => {
      const text = checked.events[at]!;
      const first =
        at === 0 ? ([command.id, command.hash, count, checked.answer] as const) : (['', '', '', ''] as const);
      events.add([item, String(at + 1), id, type, metadata.schoolId ?? '', text.data, text.metadata, ...first]);
    });
  });
  return { text: statement, values: [...commands.done(), ...events.done()] };
}

const statement = `select * from log.append(${Array.from({ length: 16 }, (_, index) => `$${index + 1}`).join()})`;

/** Sends a batch; the verdicts come in the order of the batch. */
export async function sendBatch(sql: Sql, batch: Batch): Promise<readonly Verdict[]> {
  const { text, values } = appendStatement(batch);
  const [row] = await sql.unsafe<Answer[]>(text, values, { prepare: true });
  return verdicts(row!);
}

interface Answer {
  readonly outcomes: string;
  readonly revisions: string;
  readonly positions: string;
  readonly answers: string;
}

function verdicts(answer: Answer): Verdict[] {
  const [revisions, positions, answers] = [answer.revisions, answer.positions, answer.answers].map((list) =>
    list.split(separator),
  ) as [string[], string[], string[]];
  const number = (text: string): bigint | null => (text === '-1' ? null : BigInt(text));
  return answer.outcomes.split(separator).map((outcome, index) => ({
    outcome: outcome as Verdict['outcome'],
    revision: number(revisions[index]!),
    position: number(positions[index]!),
    answer: answers[index] ? (JSON.parse(answers[index]) as JsonObject) : null,
  }));
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

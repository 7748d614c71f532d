import type { EventData, EventStoreDBClient } from '@eventstore/db-client';
import { checkAppend } from '../check-append.ts';
import { AppendRefused, CommandReused, OutcomeUnknown, RevisionConflict, StoreUnavailable } from '../errors.ts';
import type { AppendCommand, Appended, AppendRequest, JsonObject } from '../event-store.ts';
import { appendFailure, conflictOf, Late } from './failures.ts';
import { KnownStreams, type Done } from './known-streams.ts';
import type { Pages } from './pages.ts';
import { RecentCommands } from './recent-commands.ts';
import { Turns, type Bounds } from './turns.ts';
import { again, fromWire, toWire, type WireEvent } from './wire.ts';

export interface AppendsOptions {
  readonly client: EventStoreDBClient;
  readonly pages: Pages;
  readonly credentials: { readonly username: string; readonly password: string };
  readonly bounds: Bounds;
  /** On which stream a command was carried out that this process does not remember: read models may know. */
  readonly streamOf?: (commandId: string) => Promise<string | null>;
}

/** The server takes 1,048,576 bytes at once; what it counts beside data and metadata fits into the rest. */
const mostBytes = 1_040_000;
const tailPage = 1_000;
const rememberedCommands = 100_000;
/** From when on an answer is late: well above what a busy server takes, since each look is more work for it. */
const lateMs = 1_500;
/** How often an append that expects no revision goes after a moving stream. */
const chases = 100;

/**
 * Appends, always at an exact revision or to no stream: only there the server knows an event again for ever. The commands of a stream are
 * known up to the revision an append is sent at, so its success proves that the command was not carried out before.
 */
export function openAppends({ client, pages, credentials, bounds, streamOf }: AppendsOptions) {
  const known = new KnownStreams(rememberedCommands);
  const recent = new RecentCommands(rememberedCommands);
  const turns = new Turns(bounds);

  const send = async (stream: string, at: bigint, events: EventData[], until: number) => {
    const deadline = Math.ceil(until - performance.now());
    if (deadline < 1) throw new StoreUnavailable('the log is too busy');
    const expectedRevision = at < 0n ? 'no_stream' : at;
    const sent = client.appendToStream(stream, events, { expectedRevision, credentials, deadline });
    const { nextExpectedRevision, position } = await within(deadline + 250, sent);
    if (position === undefined) throw new Error('the server told no position');
    return { revision: nextExpectedRevision, position: position.commit };
  };

  /** Reads what is not known yet of a stream, up to its end; gives the events read. */
  const catchUp = async (stream: string): Promise<WireEvent[]> => {
    const read: WireEvent[] = [];
    for (;;) {
      const from = (known.get(stream)?.through ?? -1n) + 1n;
      const page = (await pages.stream(stream, from, 'forwards', tailPage)).map(fromWire);
      if (page.length > 0 && page[0]!.event.revision !== from)
        throw new Error(`stream ${stream} has lost its events ${from} to ${page[0]!.event.revision - 1n}`);
      known.learn(stream, page);
      read.push(...page);
      if (page.length < tailPage) return read;
    }
  };

  /** Where a stored command stands in the log: its events, sent once more, are known again and answered with their place. */
  const placeOf = async (stream: string, id: string, done: Done, until: number): Promise<bigint> => {
    if (done.position !== undefined) return done.position;
    const first = done.revision - BigInt(done.events) + 1n;
    const stored = (await pages.stream(stream, first, 'forwards', done.events)).map(fromWire);
    if (stored.length !== done.events) throw new Error(`stream ${stream} has lost events of command ${id}`);
    const { position } = await send(stream, first - 1n, stored.map(again), until).catch((error: unknown) => {
      throw conflictOf(error) === undefined
        ? appendFailure(error)
        : new Error(`stream ${stream} was changed`, { cause: error });
    });
    known.placed(stream, id, position);
    return position;
  };

  const repeated = async (stream: string, { id, hash }: Named, until: number): Promise<Appended | null> => {
    const done = known.get(stream)?.commands.get(id);
    if (!done) return null;
    if (done.hash !== hash) throw reused(id);
    const position = await placeOf(stream, id, done, until);
    return { outcome: 'repeated', revision: done.revision, position, answer: JSON.parse(done.answer) as JsonObject };
  };

  const find = async (stream: string, command: Named, until: number): Promise<Appended | null> => {
    await catchUp(stream);
    return repeated(stream, command, until);
  };

  const attempt = async (request: AppendRequest, until: number): Promise<Appended> => {
    const { stream, expected, command } = request;
    const exact = typeof expected === 'bigint' ? expected : expected === 'no_stream' ? -1n : null;
    const events = toWire(request);
    for (let chase = 1; ; chase += 1) {
      const before = await repeated(stream, command, until);
      if (before) return before;
      const through = known.get(stream)?.through ?? -1n;
      // To a stream of which nothing is known, "no stream" may be sent at once: where it exists that is a conflict.
      const ready = exact === null ? chase > 1 || through >= 0n : exact === through;
      if (ready && !(expected === 'exists' && through < 0n)) {
        try {
          const sent = send(stream, through, events, until);
          const stored = await eitherWay(sent, () => find(stream, command, until));
          // Found by a look: it was sent here, whoever's copy of it was stored.
          if ('outcome' in stored) return { ...stored, outcome: 'appended' };
          const { id, hash, answer } = command;
          known.appended(stream, { id, hash, answer, events: events.length }, stored.revision, stored.position);
          return { outcome: 'appended', ...stored, answer };
        } catch (error) {
          const actual = conflictOf(error);
          if (actual === undefined) throw sendFailure(stream, error);
          if (actual === null && through >= 0n) known.forget(stream);
        }
      }
      const found = await find(stream, command, until);
      if (found) return found;
      const now = known.get(stream)?.through ?? -1n;
      const hopeless = exact === null ? expected === 'exists' && now < 0n : exact !== now;
      if (hopeless || chase >= chases) throw new RevisionConflict(stream, expected, now < 0n ? null : now);
    }
  };

  const sendFailure = (stream: string, error: unknown): Error => {
    const failure = appendFailure(error);
    // What this append did has to be read before anything is said of the stream again.
    if (failure instanceof OutcomeUnknown) known.forget(stream);
    return failure;
  };

  const elsewhere = async (stream: string, { id, hash }: Named): Promise<void> => {
    const seen = recent.get(id);
    if (seen ? seen.stream !== stream || seen.hash !== hash : ((await streamOf?.(id)) ?? stream) !== stream)
      throw reused(id);
  };

  return {
    async append(request: AppendRequest): Promise<Appended> {
      const { stream, command } = request;
      const { bytes, answer } = checkAppend(request);
      const whole = bytes + Buffer.byteLength(answer) + request.events.length * 160 + command.hash.length;
      if (whole > mostBytes) throw new AppendRefused(`more than ${mostBytes} bytes with its answer`);
      const until = performance.now() + bounds.timeLimitMs;
      return turns.take([stream, command.id], whole, until - bounds.timeLimitMs / 10, async () => {
        await elsewhere(stream, command);
        const appended = await attempt(request, until);
        recent.add(command.id, { stream, hash: command.hash });
        return appended;
      });
    },
    async findCommand(stream: string, command: Named): Promise<Appended | null> {
      const until = performance.now() + bounds.timeLimitMs;
      return turns.take([stream, command.id], 0, until - bounds.timeLimitMs / 10, async () => {
        await elsewhere(stream, command);
        return find(stream, command, until);
      });
    },
    /** Lets what is read of streams be remembered. */
    learn: (stream: string, events: readonly WireEvent[]) => known.learn(stream, events),
    drained: () => turns.drained(),
  };
}

type Named = Pick<AppendCommand, 'id' | 'hash'>;

const reused = (id: string): CommandReused => new CommandReused(`command ${id} was used before`);

/**
 * The answer of an append, or what `look` finds of it when the answer is late: a server that is given the same append by two processes at once
 * may leave one of them without an answer for seconds, though all is stored.
 */
async function eitherWay<A, B>(sent: Promise<A>, look: () => Promise<B | null>): Promise<A | B> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, lateMs)));
  const looked = async (): Promise<A | B> => {
    await late;
    const found = await look().catch(() => null);
    return found ?? sent;
  };
  return Promise.race([sent, looked()]).finally(() => clearTimeout(timer));
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Late(`no answer within ${ms} ms`)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

import type { Actor } from '../access/resource.ts';
import { momentFor } from '../core/moment.ts';
import type { Parts, SignedIn } from '../core/parts.ts';
import { Problem } from '../core/problem.ts';
import { owesFactor } from '../core/owes-factor.ts';
import { pupilOf } from '../core/resources.ts';
import type { Sessions } from '../session/sessions.ts';
import { type Hint, Hints } from './hint.ts';
import { type EventStream, eventStream } from './stream.ts';
import { leftOf, type Watched } from './topics.ts';

/** Open event streams of signed-in people. */
export interface Live {
  /** Hands what changed together to the pages it concerns: one hint a topic, so that a page asks once. */
  publish(changes: readonly Hint[]): void;
  /** Opens a stream for what the person may watch. */
  open(signedIn: SignedIn, acting: string | null, watching: readonly Watched[]): ReadableStream<Uint8Array>;
  /** Ends the streams of a session, or of a person: signed out, disabled, password changed. */
  endSession(sessionKey: string): void;
  endPerson(personId: string): void;
  /** A session goes on under another key; its streams stay open. */
  moveSession(from: string, to: string): void;
  /** Asks again whether every stream's session stands and every topic may still be watched. */
  recheck(): Promise<void>;
  readonly size: number;
  /** Ends every stream: the server is closing. */
  close(): void;
}

interface Connection {
  signedIn: SignedIn;
  readonly acting: string | null;
  readonly watching: readonly Watched[];
  readonly stream: EventStream;
}

export interface LiveOptions {
  readonly parts: Pick<Parts, 'facts' | 'clock' | 'may' | 'log'>;
  readonly standing: Sessions['standing'];
  /** Milliseconds between two looks at rights (default 4 s) and between two heartbeats (default 15 s). */
  readonly recheckEvery?: number;
  readonly beatEvery?: number;
  /** Unread events a stream may hold. */
  readonly waiting?: number;
}

/** Read models whose changes may end a right. */
const ofRights: ReadonlySet<string> = new Set(['access_facts', 'guardian_orders', 'adulthood', 'setting_changes']);
const perPerson = 12;
const most = 10_000;

export function openLive({
  parts,
  standing,
  recheckEvery = 4_000,
  beatEvery = 15_000,
  waiting = 64,
}: LiveOptions): Live {
  const hints = new Hints();
  const connections = new Set<Connection>();
  let turn = 0;
  const end = (connection: Connection) => {
    connection.stream.send('closed', {});
    connection.stream.end();
  };
  const endWhere = (matches: (connection: Connection) => boolean) => [...connections].filter(matches).forEach(end);

  const recheck = async () => {
    const open = [...connections];
    if (open.length === 0) return;
    const pupils = open.flatMap(({ watching }) =>
      watching.flatMap(({ resource }) => {
        if (resource.kind === 'school') return resource.facts.map(({ personId }) => personId);
        return resource.kind === 'pupil' ? [resource.pupilId] : [];
      }),
    );
    const [stand, facts] = await Promise.all([
      standing(open.map(({ signedIn }) => signedIn.sessionKey)),
      parts.facts.ofPeople([...new Set([...open.map(({ signedIn }) => signedIn.personId), ...pupils])]),
    ]);
    for (const connection of open) {
      const { sessionKey, personId } = connection.signedIn;
      const session = stand.get(sessionKey);
      const own = facts.get(personId) ?? [];
      const idle = connection.watching.length === 0;
      const still =
        session &&
        (idle || !(await owesFactor(parts, { ...session, facts: own }))) &&
        (await mayStill(connection, facts));
      if (!still) end(connection);
    }
  };

  const mayStill = async (
    { signedIn, acting, watching }: Connection,
    facts: Awaited<ReturnType<Parts['facts']['ofPeople']>>,
  ) => {
    const actor: Actor = { personId: signedIn.personId, facts: facts.get(signedIn.personId) ?? [] };
    for (const { action, resource: known, left } of watching) {
      const resource = asNow(known, facts);
      if (!resource) return false;
      const at = await momentFor(parts, actor.facts, resource);
      if (!parts.may(actor, acting, action, resource, at).allowed) return false;
      const now = left === undefined || resource.kind !== 'pupil' ? left : (leftOf(actor, resource.pupilId, at) ?? '');
      if (now !== left) return false;
    }
    return true;
  };

  let checking = Promise.resolve();
  const sweep = () => {
    checking = checking
      .then(recheck)
      .catch((error: unknown) => parts.log.warn({ err: error }, 'live streams could not be checked'));
    return checking;
  };
  const timers = [
    setInterval(() => void sweep(), recheckEvery),
    setInterval(() => connections.forEach(({ stream }) => stream.beat()), beatEvery),
  ];
  for (const timer of timers) timer.unref();

  return {
    publish(changes) {
      turn += 1;
      for (const hint of changes) hints.publish(hint);
      if (connections.size > 0 && changes.some(({ readModel }) => ofRights.has(readModel))) void sweep();
    },
    open(signedIn, acting, watching) {
      if (connections.size >= most) throw new Problem('busy', { headers: { 'Retry-After': '10' } });
      const own = [...connections].filter((one) => one.signedIn.personId === signedIn.personId);
      if (own.length >= perPerson && own[0]) end(own[0]);
      const unlisten: (() => void)[] = [];
      const stream = eventStream(waiting, () => {
        for (const stop of unlisten) stop();
        connections.delete(connection);
      });
      const connection: Connection = { signedIn, acting, watching, stream };
      connections.add(connection);
      for (const { topic, sources } of watching) {
        let toldIn = 0;
        const told = (hint: Hint, topics: readonly string[]) => {
          const counts = topics.some(
            (source) => sources.get(source) === 'all' || isIn(sources.get(source), hint.readModel),
          );
          if (!counts || toldIn === turn) return;
          toldIn = turn;
          stream.send('hint', { topic, readModel: hint.readModel, position: String(hint.position) });
        };
        unlisten.push(hints.listen({ topics: new Set(sources.keys()), told }));
      }
      return stream.body;
    },
    endSession: (key) => endWhere(({ signedIn }) => signedIn.sessionKey === key),
    endPerson: (personId) => endWhere(({ signedIn }) => signedIn.personId === personId),
    moveSession(from, to) {
      for (const connection of connections)
        if (connection.signedIn.sessionKey === from) connection.signedIn = { ...connection.signedIn, sessionKey: to };
    },
    recheck: sweep,
    get size() {
      return connections.size;
    },
    close() {
      for (const timer of timers) clearInterval(timer);
      for (const { stream } of [...connections]) stream.end();
    },
  };
}

/** The resource with the facts of now in the place of those of then; null when it is none any more. */
function asNow(known: Watched['resource'], facts: ReadonlyMap<string, Actor['facts']>): Watched['resource'] | null {
  if (known.kind === 'pupil') return pupilOf(known.pupilId, facts.get(known.pupilId) ?? []);
  if (known.kind !== 'school') return known;
  const wards = new Set(known.facts.map(({ personId }) => personId));
  return { ...known, facts: [...wards].flatMap((ward) => facts.get(ward) ?? []) };
}

function isIn(readModels: ReadonlySet<string> | 'all' | undefined, name: string): boolean {
  return readModels instanceof Set && readModels.has(name);
}

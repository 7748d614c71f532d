import type { AnyEvent, InStream, SecondFactorRule } from '@peremena/events';
import type { EventStore, JsonObject, StreamEvent, Vault } from '@peremena/events/store';
import type { Scope, Sql } from '@peremena/projections/queries';
import type { HonoRequest } from 'hono';
import type { Logger } from 'pino';
import type { Fact } from '../access/fact.ts';
import type { Actor, Grant, May, Moment } from '../access/resource.ts';
import type { CommandHandler } from './handle-command.ts';
import type { Looks } from './look.ts';
import type { Language } from './problem-table.ts';

/** Seals the personal fields of new events and opens those of stored ones. */
export interface Sealing {
  /** The data of each event as it is to be stored, personal fields sealed. */
  seal(stream: string, events: readonly AnyEvent[]): Promise<readonly JsonObject[]>;
  /** Upcast, parsed and opened. */
  open(events: readonly StreamEvent[]): Promise<readonly InStream<AnyEvent>[]>;
}

/** Who is signed in, by a session that lives on the server. */
export interface SignedIn {
  /** SHA-256 of the session's id: names the session without being able to use it. */
  readonly sessionKey: string;
  readonly personId: string;
  readonly mustChangePassword: boolean;
  /** Showed within the last ten minutes that it is them: by password, code or second factor. */
  readonly proven: boolean;
  /** The password was right, and the second factor has not been shown yet. */
  readonly awaitsCode: boolean;
  /** Has a second factor, whether or not this session showed it. */
  readonly hasFactor: boolean;
  /** `Set-Cookie` text where the session has just been prolonged, else null. */
  readonly renewed: ((secure: boolean) => string) | null;
}

/** Reads what rights follow from. */
export interface FactSource {
  /** Every dated fact about a person. */
  ofPerson(personId: string): Promise<readonly Fact[]>;
  /** The same for many people at once; people without facts are absent. */
  ofPeople(personIds: readonly string[]): Promise<ReadonlyMap<string, readonly Fact[]>>;
  /** Whether the staff of a school must have a second factor; at most a second old. */
  factorRuleOf(schoolId: string): Promise<SecondFactorRule>;
  /** Time zone of a school, null where it is not known. */
  zoneOf(schoolId: string): Promise<string | null>;
}

/** The running parts of the API that routes work with. Passed in; nothing here is a singleton. */
export interface Parts {
  readonly store: EventStore;
  readonly commands: CommandHandler;
  /** Read models only; queries of `@peremena/projections/queries` take it. */
  readonly sql: Sql;
  /** Opens sealed personal fields of the rows of one answer. */
  readonly vault: Vault;
  readonly sealing: Sealing;
  readonly facts: FactSource;
  readonly may: May;
  /** Who looked at whose data. */
  readonly looks: Looks;
  /** True when the named read models (none: all) show `position`; waits at most `ms`. */
  readonly waitFor: (readModels: readonly string[], position: bigint, ms: number) => Promise<boolean>;
  /** Runs work that outlives a request, one of a name at a time: asked again meanwhile, it is the same work. */
  readonly once: (name: string, work: () => Promise<void>) => Promise<void>;
  readonly clock: () => Date;
  readonly log: Logger;
}

/** The command a writing request carries: its id, and the hash of actor, route and body. */
export interface RequestCommand {
  readonly id: string;
  readonly hash: string;
}

/** What middleware has put into the context by the time a handler runs. */
export interface Variables {
  readonly parts: Parts;
  readonly requestId: string;
  readonly language: Language;
  readonly clientAddress: string;
  readonly signedIn: SignedIn | null;
  /** Of a writing request outside /api/session; reading it elsewhere is a mistake in the route. */
  readonly command: RequestCommand;
  /** The read models did not catch up with `?after=` in time; set by `reads`. */
  readonly stale: boolean;
  /** Must set up a second factor before anything else; set by `allow`. */
  readonly owesFactor: boolean;
  /** These six are set by `allow`. The actor has the facts of the role acted in; `facts` are all of the person's. */
  readonly actor: Actor;
  readonly facts: readonly Fact[];
  /** A fact of the role chosen to act in, null where none was chosen. */
  readonly acting: string | null;
  readonly grant: Grant;
  /** What list queries may give the actor in the role of the grant; roles are never joined. */
  readonly scope: Scope;
  readonly moment: Moment;
  /** What the request is about, as its route knows it; set by `allow`. */
  readonly resource?: unknown;
  /** What the handler has shown; set by `shown`. */
  readonly answer?: object;
}

export interface Env {
  Variables: Variables;
}

/** The part of a Hono context that core functions need; every handler's context fits. */
export interface Ctx {
  readonly var: Variables;
  readonly set: (key: 'answer', value: object) => void;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a handler's own path and input types are of no interest here
  readonly req: HonoRequest<any, any>;
}

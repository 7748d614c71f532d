import type { ExpectedRevision } from './event-store.ts';

/** The stream is not at the revision the append expected; nothing was written. */
export class RevisionConflict extends Error {
  override readonly name = 'RevisionConflict';
  readonly stream: string;
  readonly expected: ExpectedRevision;
  /** The stream's last revision, or null when there is no stream. */
  readonly actual: bigint | null;
  constructor(stream: string, expected: ExpectedRevision, actual: bigint | null) {
    super(`stream ${stream} is at ${actual ?? 'no revision'}, expected ${expected}`);
    this.stream = stream;
    this.expected = expected;
    this.actual = actual;
  }
}

/** The command id was used before with another body, actor or route; nothing was written. */
export class CommandReused extends Error {
  override readonly name = 'CommandReused';
}

/** The link broke or the time limit passed after the append was sent: it may or may not be stored. Repeat the same command to learn. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

/** The store cannot be reached or is too busy; nothing was written. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** More events or bytes than one append may hold, or an event that cannot be stored; nothing was written. */
export class AppendRefused extends Error {
  override readonly name = 'AppendRefused';
}

/** A sealed field that cannot be opened: its bytes or its place were changed, or it names a key that never existed here. */
export class SealBroken extends Error {
  override readonly name = 'SealBroken';
}

/** The vault refuses to work: its master key is missing, readable by others, or not the one its keys were wrapped with. */
export class VaultRefused extends Error {
  override readonly name = 'VaultRefused';
}

/** The log refuses the user this process comes as: nothing was written, and nothing will be until somebody changes that. */
export class StoreDenied extends StoreUnavailable {}

import type { BundleRead } from '../reading/read-bundle.ts';
import type { Binding } from './binding.ts';
import type { Draft } from './draft.ts';
import type { Identity } from './identity.ts';
import type { Standing } from './standing.ts';
import type { Who } from './who.ts';

/** What every part of the planning works with. */
export interface Making {
  readonly draft: Draft;
  readonly identity: Identity;
  readonly read: BundleRead;
  /** Time zone of schools that are new. */
  readonly timeZone: string;
  /** Today, for what the bundle gives no date. */
  readonly today: string;
  /** First day of the earliest session, null where there is none. */
  readonly opening: string | null;
  readonly standing: Standing;
  readonly who: Who;
  /** The school the bundle is bound to; null where it brings its own. */
  readonly binding: Binding | null;
}

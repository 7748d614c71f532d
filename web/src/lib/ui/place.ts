import type { IconName } from './icons.ts';

/** A place of the navigation. */
export interface Place {
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  readonly current: boolean;
  /** The letter that follows `g` on a keyboard. */
  readonly key?: string;
  readonly count?: number;
}

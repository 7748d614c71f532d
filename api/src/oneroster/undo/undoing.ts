import type { AnyEvent } from '@peremena/events';
import type { ClassState } from '../../class/decider.ts';
import type { Period } from '../../core/period.ts';
import type { GroupState } from '../../group/decider.ts';
import type { GuardianshipState } from '../../guardianship/state.ts';
import type { PersonState } from '../../person/decider.ts';
import type { SchoolCommand } from '../../school/commands.ts';
import type { SchoolState } from '../../school/decider.ts';
import type { SourceState } from '../../source/decider.ts';
import type { StaffState } from '../../staff/decider.ts';
import type { CommandOf, SliceName } from '../plan/slices.ts';

/** States of the streams an import writes to, by slice. */
export interface States {
  readonly school: SchoolState;
  readonly source: SourceState;
  readonly person: PersonState;
  readonly staff: StaffState;
  readonly class: ClassState;
  readonly group: GroupState;
  readonly guardianship: GuardianshipState;
}

/** How one event of an import is undone. */
export interface Undoing<S extends SliceName = SliceName> {
  /** Whatever later facts say of any of these stands on it. */
  readonly on: readonly string[];
  /** Carried out together or not at all. */
  readonly commands: readonly (S extends 'school' ? SchoolCommand : CommandOf<S>)[];
  /** Whether the thing is still as the event left it; a rename since is not put back. */
  still?(now: States[S]): boolean;
  /** Whether it is as it was before already. */
  done?(now: States[S]): boolean;
  /** Made the thing of the whole stream: where it goes, what the import changed of it goes with it. */
  readonly founds?: true;
  /** The personal text that was there before has been erased: nothing can be put back. */
  readonly lost?: true;
}

export type Of<T extends AnyEvent['type']> = Extract<AnyEvent, { readonly type: T }>;

/** The end of the period that began on `from`: null until further notice, undefined where there is none. */
export const endOf = (periods: readonly Period[] | undefined, from: string): string | null | undefined =>
  periods?.find((one) => one.from === from)?.to;

/** How a change of a title is undone: by the title there was, while it is still called as the import said. */
export function retitled<S extends SliceName>(
  { said, was }: { readonly said: string; readonly was: string | undefined },
  titleOf: (now: States[S]) => string | undefined,
  command: (title: string) => Undoing<S>['commands'][number],
): Undoing<S> {
  return {
    on: [],
    still: (now) => titleOf(now) === said,
    done: (now) => titleOf(now) === was,
    commands: [command(was ?? said)],
  };
}

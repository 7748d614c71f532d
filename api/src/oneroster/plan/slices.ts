import type * as v from 'valibot';
import { ClassCommand } from '../../class/commands.ts';
import { GroupCommand } from '../../group/commands.ts';
import { GuardianshipCommand } from '../../guardianship/commands.ts';
import { PersonCommand } from '../../person/commands.ts';
import { SchoolCommand } from '../../school/commands.ts';
import { SourceCommand } from '../../source/commands.ts';
import { StaffCommand } from '../../staff/commands.ts';

/** Commands an import gives, by slice: the same ones that pages give. */
export const commands = {
  school: SchoolCommand,
  source: SourceCommand,
  person: PersonCommand,
  staff: StaffCommand,
  class: ClassCommand,
  group: GroupCommand,
  guardianship: GuardianshipCommand,
} as const;

export type SliceName = keyof typeof commands;
/** Slices in the order they are carried out: what others refer to comes first. */
export const sliceNames = Object.keys(commands) as readonly SliceName[];

export type CommandOf<S extends SliceName> = v.InferOutput<(typeof commands)[S]>;
/** A command before its texts and ids were checked. */
export type WishedCommand<S extends SliceName> = v.InferInput<(typeof commands)[S]>;

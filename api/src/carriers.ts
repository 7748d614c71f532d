import { type ClassId, type GroupId, type PersonId, type SchoolId, streams } from '@peremena/events';
import type { ClassCommand } from './class/commands.ts';
import { classDecider } from './class/decider.ts';
import { batch } from './core/batch.ts';
import type { CommandHandler, Handled } from './core/handle-command.ts';
import type { Given } from './core/process.ts';
import type { GroupCommand } from './group/commands.ts';
import { groupDecider } from './group/decider.ts';
import type { SchoolCommand } from './school/commands.ts';
import { schoolDecider } from './school/decider.ts';
import type { PersonCommand } from './person/commands.ts';
import { personDecider } from './person/decider.ts';

const inClass = batch(classDecider);
const inGroup = batch(groupDecider);
const inSchool = batch(schoolDecider);

/** Gives commands to the streams of other slices, many to one stream at once: what a process over several of them works with. */
export interface Carriers {
  readonly class: Carrier<ClassId, ClassCommand>;
  readonly group: Carrier<GroupId, GroupCommand>;
  readonly school: (id: SchoolId, commands: readonly SchoolCommand[], given: Given) => Promise<Handled>;
  readonly person: (id: PersonId, command: PersonCommand, given: Given) => Promise<Handled>;
}
type Carrier<Id, Command> = (
  schoolId: SchoolId,
  id: Id,
  commands: readonly Command[],
  given: Given,
) => Promise<Handled>;

/** The carriers of a command handler. */
export function carriersOf(commands: CommandHandler): Carriers {
  return {
    class: (schoolId, id, command, given) =>
      commands({ stream: streams.class(schoolId, id), decider: inClass, command, ...given }),
    group: (schoolId, id, command, given) =>
      commands({ stream: streams.group(schoolId, id), decider: inGroup, command, ...given }),
    school: (id, command, given) => commands({ stream: streams.school(id), decider: inSchool, command, ...given }),
    person: (id, command, { hash, metadata }) =>
      commands({
        stream: streams.person(id),
        decider: personDecider,
        command,
        hash,
        metadata: { ...metadata, schoolId: null },
      }),
  };
}

import type { AnyEvent, Personal } from '@peremena/events';
import type { ClassState } from '../../class/decider.ts';
import type { GroupState } from '../../group/decider.ts';
import type { PersonState } from '../../person/decider.ts';
import type { SchoolState } from '../../school/decider.ts';
import type { StaffState } from '../../staff/decider.ts';
import type { CommandOf, SliceName } from '../plan/slices.ts';
import { together, within } from './later-facts.ts';
import { ofBroughtIn } from './of-brought-in.ts';
import { ofClass } from './of-class.ts';
import { ofGroup } from './of-group.ts';
import { ofSchool } from './of-school.ts';
import { endOf, type Of, type States, type Undoing } from './undoing.ts';

const open = <T extends string | null>(value: Personal<T>): value is Personal<T> & T =>
  value === null || typeof value === 'string';

/** How an event of an import is undone, given the state of its stream before it; null for events no import leads to. */
export function undoneBy(event: AnyEvent, before: States[SliceName]): Undoing | null {
  switch (event.type) {
    case 'PersonRegistered':
      return { on: [event.data.personId], commands: [{ type: 'WithdrawPerson' }], founds: true };
    case 'PersonMatched':
      // Nothing stands on it: what the import did by it is undone by itself, and a later bundle asks who this is again.
      return { on: [], commands: [{ type: 'WithdrawMatch', ...event.data }] };
    case 'PersonRenamed':
    case 'BirthDateCorrected':
    case 'ContactsSet':
      return ofPerson(event, before as PersonState);
    case 'PostTaken':
    case 'PostLeft':
      return ofPost(event, before as StaffState);
    case 'GuardianLinked': {
      const { pupilId, guardianId, from, to } = event.data;
      return {
        on: [together(pupilId, guardianId)],
        commands: [{ type: 'WithdrawLink', pupilId, guardianId, from, to }],
      };
    }
    case 'ClassOpened':
    case 'ClassRenamed':
    case 'ClassPromoted':
    case 'PupilEnrolled':
    case 'PupilUnenrolled':
    case 'TutorAppointed':
    case 'TutorReleased':
      return ofClass(event, before as ClassState);
    case 'GroupFormed':
    case 'GroupRenamed':
    case 'GroupRetitled':
    case 'PupilJoinedGroup':
    case 'PupilLeftGroup':
    case 'TeacherAssigned':
    case 'TeacherWithdrawn':
      return ofGroup(event, before as GroupState);
    case 'WorkBroughtIn':
    case 'BroughtInWorkCorrected':
    case 'BroughtInWorkRemoved':
    case 'BroughtInWorkRestored':
    case 'ResultBroughtIn':
    case 'BroughtInResultCorrected':
    case 'BroughtInResultWithdrawn':
      return ofBroughtIn(event, before as GroupState);
    case 'SchoolOpened':
    case 'SchoolRenamed':
    case 'BellsSet':
    case 'SubjectAdded':
    case 'SubjectRenamed':
    case 'TermScheduled':
    case 'TermRescheduled':
      return ofSchool(event, before as SchoolState);
    default:
      return null;
  }
}

function ofPerson(
  event: Of<'PersonRenamed' | 'BirthDateCorrected' | 'ContactsSet'>,
  before: PersonState,
): Undoing<'person'> {
  const said = event.data as Readonly<Record<string, unknown>>;
  const is = (now: PersonState, wanted: Readonly<Record<string, unknown>>) =>
    now !== null &&
    Object.entries(wanted).every(([field, value]) => (now as unknown as Record<string, unknown>)[field] === value);
  const { personId: _, ...fields } = said;
  const back = before && Object.fromEntries(Object.keys(fields).map((field) => [field, before[field as 'email']]));
  const seen = { on: [], still: (now: PersonState) => is(now, fields) };
  if (!before || !back || !Object.values(back).every(open)) return { ...seen, commands: [], lost: true };
  const type = (
    { PersonRenamed: 'RenamePerson', BirthDateCorrected: 'CorrectBirthDate', ContactsSet: 'SetContacts' } as const
  )[event.type];
  return { ...seen, done: (now) => is(now, back), commands: [{ type, ...back } as CommandOf<'person'>] };
}

function ofPost(event: Of<'PostTaken' | 'PostLeft'>, before: StaffState): Undoing<'staff'> {
  const { schoolId, personId, post, from } = event.data;
  const which = { schoolId, personId, post, from };
  if (event.type === 'PostTaken')
    return {
      on: [within(personId, schoolId)],
      commands: [{ type: 'WithdrawPost', ...which, to: event.data.to }],
    };
  const to = endOf(before.get(post), from) ?? null;
  return {
    on: [],
    done: (now) => endOf(now.get(post), from) === to,
    commands: [
      { type: 'WithdrawPost', ...which, to: event.data.lastDay },
      { type: 'TakePost', ...which, to, source: 'oneroster' },
    ],
  };
}

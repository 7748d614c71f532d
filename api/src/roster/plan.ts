import type { ClassId, GroupId, PersonId, RosterChangeId, SchoolId } from '@peremena/events';
import { addDays } from '@peremena/projections/queries';
import { type Fact, holdsOn } from '../access/fact.ts';
import { Refusal } from '../core/decider.ts';
import type { RosterBody } from './commands.ts';
import type { Planned } from './decider.ts';

export interface KnownGroup {
  readonly id: string;
  readonly classId: string | null;
  readonly subject: { readonly id: string; readonly title: string };
  readonly title: string;
  readonly pupils: number;
}

/** What a change is planned from. */
export interface Surroundings {
  readonly schoolId: SchoolId;
  readonly changeId: RosterChangeId;
  readonly pupilId: PersonId;
  /** The class of the page: where the pupil is, or arrives. */
  readonly classId: ClassId;
  /** Facts of the pupil in this school. */
  readonly facts: readonly Fact[];
  readonly groups: readonly KnownGroup[];
  /** Marks of the pupil by group: how many, and the date of the last. */
  readonly marks: readonly { readonly groupId: string; readonly marks: number; readonly last: string }[];
}

type Period = { readonly from: string; readonly to: string | null };
type Change = Exclude<RosterBody, { kind: 'leaving' }>;

/** The first day of what is to be so. */
export const firstDay = (body: RosterBody): string => (body.kind === 'leaving' ? addDays(body.lastDay, 1) : body.on);

/** Groups of a class by subject, those first that are taught in parts. */
export function partsOf(groups: readonly KnownGroup[], classId: string) {
  const own = Map.groupBy(
    groups.filter((group) => group.classId === classId),
    ({ subject }) => subject.id,
  );
  const bySubject = [...own.values()];
  return {
    whole: bySubject.filter((list) => list.length === 1).flat(),
    parts: bySubject.filter((list) => list.length > 1),
  };
}

/** What ends and begins by a wanted change, or a refusal in words: pure. */
export function planRoster(body: RosterBody, around: Surroundings): Planned {
  const { schoolId, pupilId, changeId, classId, facts } = around;
  const on = firstDay(body);
  const enrolled = facts.filter(({ kind }) => kind === 'enrolled');
  const inGroups = facts.filter(({ kind }) => kind === 'in_group');
  const base = { schoolId, pupilId, changeId, kind: body.kind, reason: body.reason, on };
  if (body.kind === 'arrival') {
    const here = enrolled.find((fact) => reaches(fact, on));
    if (here) throw new Refusal(here.from <= on ? 'pupil_is_here' : 'later_facts', { from: here.from });
    const joined = joining(body, classId, around);
    return { ...base, to: null, classLeft: null, classJoined: classId, groupsLeft: [], groupsJoined: joined };
  }
  const held = heldIn(enrolled, classId, on);
  if (enrolled.some((fact) => fact.from >= on)) throw new Refusal('later_facts', { from: on });
  const own = new Set(around.groups.filter((group) => group.classId === classId).map(({ id }) => id));
  const leaving = (left: (fact: Fact) => boolean) => groupsLeft(inGroups.filter(left), on, around.marks);
  const classLeft = { classId, from: held.from, to: held.to };
  switch (body.kind) {
    case 'leaving':
      return { ...base, to: null, classLeft, classJoined: null, groupsLeft: leaving(() => true), groupsJoined: [] };
    case 'move': {
      if (body.toClassId === classId) throw new Refusal('same_class');
      const groups = leaving(({ groupId }) => own.has(groupId ?? ''));
      const groupsJoined = joining(body, body.toClassId, around);
      return { ...base, to: held.to, classLeft, classJoined: body.toClassId, groupsLeft: groups, groupsJoined };
    }
    case 'regrouping': {
      const parts = new Set(partsOf(around.groups, classId).parts.flatMap((list) => list.map(({ id }) => id)));
      if (body.groups.some((id) => !parts.has(id))) throw new Refusal('group_of_other_class');
      const wanted = new Set<string>(body.groups);
      const left = leaving(({ groupId }) => parts.has(groupId ?? '') && !wanted.has(groupId ?? ''));
      const groupsJoined = joining(body, classId, around);
      if (left.length === 0 && groupsJoined.length === 0) throw new Refusal('nothing_changes');
      return { ...base, to: held.to, classLeft: null, classJoined: null, groupsLeft: left, groupsJoined };
    }
  }
}

const reaches = ({ to }: Period, on: string) => to === null || on <= to;

/** The enrolment that goes on over the day; it must have begun before. */
function heldIn(enrolled: readonly Fact[], classId: string, on: string): Fact {
  const own = enrolled.filter((fact) => fact.classId === classId);
  const held = own.find((fact) => fact.from < on && reaches(fact, on));
  if (held) return held;
  const next = own.find((fact) => fact.from >= on);
  if (next) throw new Refusal('place_not_begun', { from: next.from });
  throw new Refusal(own.some((fact) => fact.to === addDays(on, -1)) ? 'nothing_changes' : 'not_in_class');
}

function groupsLeft(places: readonly Fact[], on: string, marks: Surroundings['marks']): Planned['groupsLeft'] {
  const reaching = places.filter((fact) => reaches(fact, on));
  const later = reaching.find((fact) => fact.from >= on);
  if (later) throw new Refusal('later_facts', { from: later.from });
  const left = reaching.map(({ groupId, from, to }) => ({ groupId: groupId as GroupId, from, to }));
  const marked = marks.filter(({ groupId, last }) => last >= on && left.some((one) => one.groupId === groupId));
  const last = marked
    .map((one) => one.last)
    .toSorted()
    .at(-1);
  if (last !== undefined) throw new Refusal('marks_stand', { last });
  return left;
}

/** The groups of a class that the pupil joins, without those the pupil is in: all of the whole class, and the chosen ones of parts. */
function joining(body: Change, classId: string, { groups, facts }: Surroundings): GroupId[] {
  const { whole, parts } = partsOf(groups, classId);
  const known = new Map(parts.flat().map((group) => [group.id, group]));
  const chosen = body.groups ?? parts.flatMap((list) => smallest(list)?.id ?? []);
  const subjects = chosen.map((id) => known.get(id)?.subject.id);
  if (subjects.includes(undefined)) throw new Refusal('group_of_other_class');
  if (new Set(subjects).size < subjects.length) throw new Refusal('groups_of_one_subject');
  const wanted = new Set<string | null>(
    body.kind === 'regrouping' ? chosen : [...whole.map(({ id }) => id), ...chosen],
  );
  const places = facts.filter((fact) => fact.kind === 'in_group' && wanted.has(fact.groupId));
  const later = places.find((fact) => fact.from > body.on);
  if (later) throw new Refusal('later_facts', { from: later.from });
  for (const fact of places) if (holdsOn(fact, body.on)) wanted.delete(fact.groupId);
  return [...wanted] as GroupId[];
}

const smallest = (list: readonly KnownGroup[]) => list.toSorted((a, b) => a.pupils - b.pupils)[0];

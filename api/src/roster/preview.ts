import { addDays, findPerson } from '@peremena/projections/queries';
import { holdsOn } from '../access/fact.ts';
import type { Ctx } from '../core/parts.ts';
import { classResource } from '../core/resources.ts';
import type { RosterBody } from './commands.ts';
import type { Planned } from './decider.ts';
import { partsOf, type Surroundings } from './plan.ts';
import type { Namesake } from './surroundings.ts';

/** What a planned change would begin, end and leave as it is: what a page says in words. */
export async function previewOf(
  c: Ctx,
  body: RosterBody,
  { planned, around, namesakes }: { planned: Planned; around: Surroundings; namesakes: readonly Namesake[] },
) {
  const { parts } = c.var;
  const { kind, on, classLeft, classJoined, groupsLeft, groupsJoined } = planned;
  const titleOf = async (classId: string | null | undefined) => {
    const found = classId ? await classResource(parts, classId, on) : null;
    return found && { id: found.classId, title: found.title };
  };
  const known = new Map(around.groups.map((group) => [group.id, group]));
  const named = (ids: readonly string[]) =>
    ids
      .flatMap((id) => known.get(id) ?? [])
      .map(({ id, title, subject, pupils }) => ({ id, title, subject: subject.title, pupils }));
  const left = new Set<string>(groupsLeft.map(({ groupId }) => groupId));
  const kept = around.facts.filter(
    (fact) => fact.kind === 'in_group' && holdsOn(fact, on) && !left.has(fact.groupId ?? ''),
  );
  const joined = new Set<string>([...groupsJoined, ...kept.map(({ groupId }) => groupId ?? '')]);
  const into = classJoined ?? (kind === 'regrouping' ? around.classId : null);
  const [leaves, enters, person] = await Promise.all([
    titleOf(classLeft?.classId),
    titleOf(classJoined),
    findPerson(parts.sql, around.pupilId),
  ]);
  return {
    kind,
    on,
    lastDay: addDays(on, -1),
    until: planned.to,
    pupil: person && { id: person.id, short: person.short, name: person.name },
    namesakes: namesakes.map(({ id, name, short, classTitle, from, to, birthDate }) => ({
      ...{ id, name, short, classTitle, from, to, birthDate },
    })),
    ends: { class: leaves, groups: named([...left]) },
    begins: { class: enters, groups: named(groupsJoined) },
    stays: {
      groups: kind === 'arrival' ? [] : named(kept.map(({ groupId }) => groupId ?? '')),
      marks: around.marks.filter(({ groupId }) => left.has(groupId)).reduce((sum, { marks }) => sum + marks, 0),
    },
    choices: (into === null ? [] : partsOf(around.groups, into).parts).map((list) => ({
      subject: list[0]?.subject.title ?? '',
      groups: list.map(({ id, title, pupils }) => ({ id, title, pupils, chosen: joined.has(id) })),
    })),
  };
}

import type { ClassId, PersonId, RosterChangeId, SchoolId } from '@peremena/events';
import { groupList, knownPupils, marksByGroup, type KnownPupil } from '@peremena/projections/queries';
import { birthDateOf } from '../core/birth-date.ts';
import { Refusal } from '../core/decider.ts';
import type { Ctx } from '../core/parts.ts';
import { notFound } from '../core/problem.ts';
import { classResource } from '../core/resources.ts';
import type { ClassResource } from '../access/resource.ts';
import type { RosterBody } from './commands.ts';
import { firstDay, type Surroundings } from './plan.ts';

/** Somebody known to the school, with what tells namesakes apart. */
export interface Namesake extends KnownPupil {
  readonly birthDate: string | null;
}

/** People the school knows as pupils of any time, by part of a name. */
export async function knownTo(c: Ctx, part: string): Promise<readonly Namesake[]> {
  const { parts, scope, moment } = c.var;
  const found = await knownPupils(parts.sql, scope, { date: moment.today(scope.schools[0] ?? null), part });
  return Promise.all(found.map(async (pupil) => ({ ...pupil, birthDate: await birthDateOf(parts, pupil.id) })));
}

/** Pupils of any time with the family and given name of a newcomer, whom the one who asks has not told apart yet. */
export async function namesakesOf(c: Ctx, body: RosterBody): Promise<readonly Namesake[]> {
  if (body.kind !== 'arrival' || 'id' in body.pupil) return [];
  const { familyName, givenName, others } = body.pupil;
  const found = await knownTo(c, `${familyName} ${givenName}`);
  const same = (a: string | null, b: string) => a?.toLocaleLowerCase('ru') === b.toLocaleLowerCase('ru');
  return found.filter(
    ({ id, name }) => same(name.family, familyName) && same(name.given, givenName) && !others.includes(id as PersonId),
  );
}

/** Reads what a change is planned from; 404 for a pupil whom the school does not know. */
export async function surroundingsOf(
  c: Ctx,
  { schoolId, classId }: ClassResource,
  body: RosterBody,
  { pupilId, changeId }: { readonly pupilId: PersonId; readonly changeId: RosterChangeId },
): Promise<Surroundings> {
  const { parts, scope } = c.var;
  const [facts, groups, marks] = await Promise.all([
    parts.facts.ofPerson(pupilId),
    groupList(parts.sql, scope, { date: firstDay(body), schoolId }),
    marksByGroup(parts.sql, scope, { pupilId }),
  ]);
  const own = facts.filter((fact) => fact.schoolId === schoolId);
  const isNew = body.kind === 'arrival' && !('id' in body.pupil);
  if (!isNew && !own.some(({ kind }) => kind === 'enrolled' || kind === 'in_group')) throw notFound();
  if (body.kind === 'move' && (await classResource(parts, body.toClassId))?.schoolId !== schoolId)
    throw new Refusal('class_unknown');
  return {
    schoolId: schoolId as SchoolId,
    classId: classId as ClassId,
    pupilId,
    changeId,
    facts: own,
    groups,
    marks,
  };
}

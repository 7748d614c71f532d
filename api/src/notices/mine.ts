import { consentKinds, type NoticeKind, pupilMayAnswer } from '@peremena/events';
import { noticeMutes, notices, scope, type NoticeLine } from '@peremena/projections/queries';
import type { Fact } from '../access/fact.ts';
import { holdsOn } from '../access/fact.ts';
import { ageOf } from '../core/age.ts';
import type { Ctx } from '../core/parts.ts';
import { pupilKinds } from './commands.ts';

/** Older notices are told no more: what they were about stands in diary and timetable. */
const days = 14;

const rolesOf: Readonly<Record<'guardian' | 'pupil' | 'teacher', readonly Fact['kind'][]>> = {
  guardian: ['guardian'],
  pupil: ['enrolled', 'in_group'],
  teacher: ['teaches', 'substitutes', 'post'],
};

/** The notices of the person who asks, newest first. Each role is asked for itself, within its own scope. */
export async function mine(c: Ctx, unseen?: { readonly unseen: true }): Promise<readonly NoticeLine[]> {
  const { parts, actor, moment } = c.var;
  const since = new Date(moment.instant.getTime() - days * 86_400_000).toISOString();
  const asked = { personId: actor.personId, since, ...unseen };
  const lists = await Promise.all(
    (['guardian', 'pupil', 'teacher'] as const)
      .filter((role) => actor.facts.some(({ kind }) => rolesOf[role].includes(kind)))
      .map(async (role) =>
        notices(parts.sql, await scope(parts.sql, actor, { role, fact: null }, moment.today), asked),
      ),
  );
  const lines = lists.flat().toSorted((a, b) => Number(BigInt(b.position) - BigInt(a.position)));
  return theirsToAnswer(c, lines);
}

// A pupil is asked for a consent from the age on at which they may answer; below it the guardians are.
async function theirsToAnswer(c: Ctx, lines: readonly NoticeLine[]): Promise<readonly NoticeLine[]> {
  const asksPupil = ({ kind, why }: NoticeLine) => kind === 'consent' && why === 'pupil';
  if (!lines.some(asksPupil)) return lines;
  const { parts, actor, moment } = c.var;
  const age = await ageOf(parts, actor.personId, moment.today(null));
  return lines.filter((line) => {
    const kind = consentKinds.find((one) => one === line.steps.at(-1)?.after);
    return !asksPupil(line) || (kind !== undefined && pupilMayAnswer(kind, age));
  });
}

/** Of each pupil what is new in the diary: the newest notice, since when there is something new, and the events of marks. */
export function newOf(unseen: readonly NoticeLine[]) {
  const ofPupils = Map.groupBy(unseen, ({ pupilId }) => pupilId);
  return [...ofPupils].flatMap(([pupilId, lines]) => {
    const steps = lines.flatMap(({ kind, steps: all }) => all.map((step) => ({ ...step, kind })));
    const since = steps.map(({ at }) => at).toSorted()[0];
    const upTo = lines[0]?.id;
    if (pupilId === null || since === undefined || upTo === undefined) return [];
    return [{ pupilId, upTo, since, marks: steps.filter(({ kind }) => kind === 'mark').map(({ event }) => event) }];
  });
}

export interface Choice {
  /** Null: the own duties. */
  readonly pupilId: string | null;
  readonly kind: NoticeKind;
  readonly wanted: boolean;
}

/** What the person can be told of, and whether they want it: of each child, of themself as a pupil, of their duties. */
export async function choicesOf(c: Ctx): Promise<readonly Choice[]> {
  const { parts, actor, moment } = c.var;
  const muted = new Set(
    (await noticeMutes(parts.sql, actor.personId)).map(({ aboutId, kind }) => `${aboutId} ${kind}`),
  );
  const present = actor.facts.filter((fact) => holdsOn(fact, moment.today(fact.schoolId)));
  const is = (role: keyof typeof rolesOf) => present.filter(({ kind }) => rolesOf[role].includes(kind));
  const pupils = [
    ...is('guardian').map(({ pupilId }) => pupilId),
    ...(is('pupil').length > 0 ? [actor.personId] : []),
  ].filter((id) => id !== null);
  const ofPupils = [...new Set(pupils)].flatMap((pupilId) =>
    pupilKinds.map((kind) => ({ pupilId, kind, wanted: !muted.has(`${pupilId} ${kind}`) })),
  );
  const duty = { pupilId: null, kind: 'duty', wanted: !muted.has(`${actor.personId} duty`) } as const;
  return [...ofPupils, ...(is('teacher').length > 0 ? [duty] : [])];
}

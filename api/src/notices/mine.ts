import type { NoticeKind } from '@peremena/events';
import { noticeMutes, notices, scope, type NoticeLine } from '@peremena/projections/queries';
import type { Fact } from '../access/fact.ts';
import { holdsOn } from '../access/fact.ts';
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
  return lists.flat().toSorted((a, b) => Number(BigInt(b.position) - BigInt(a.position)));
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

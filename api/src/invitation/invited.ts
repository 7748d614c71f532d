import { findClass, findPerson, namesOf, schoolsByIds, type Named } from '@peremena/projections/queries';
import { holdsOn } from '../access/fact.ts';
import { momentFor } from '../core/moment.ts';
import type { Ctx } from '../core/parts.ts';
import { Problem } from '../core/problem.ts';
import type { ProblemCode } from '../core/problem-table.ts';
import { findInvitation, type Invitation, type InvitationState } from './store.ts';

const refusals = {
  used: 'invitation_used',
  disowned: 'invitation_disowned',
  replaced: 'invitation_replaced',
  expired: 'invitation_expired',
  done: 'invitation_done',
} as const satisfies Record<Exclude<InvitationState, 'open'>, ProblemCode>;

/** The invitation of a code that counts. Any other is refused in words: of a used one when it was used, never by whom. */
export async function openInvitation(c: Ctx, code: string): Promise<Invitation> {
  const { sql, facts } = c.var.parts;
  const found = await findInvitation(sql, code);
  if (!found) throw new Problem('invitation_unknown');
  if (found.state === 'open') return found;
  // Who is signed in as that very person has nothing left to do.
  if (found.personId === c.var.signedIn?.personId) throw new Problem('invitation_done', { facts: { own: true } });
  const timeZone = (await facts.zoneOf(found.schoolId)) ?? 'Europe/Moscow';
  throw new Problem(refusals[found.state], found.state === 'used' ? { facts: { at: found.usedAt, timeZone } } : {});
}

/** Whom an invitation is for, as much as its reader needs to tell: given names, and of family names the first letter. */
export async function invitedBy(c: Ctx, { personId, schoolId, classId, until }: Invitation) {
  const { parts, signedIn } = c.var;
  const facts = await parts.facts.ofPerson(personId);
  const wards = await parts.facts.ofPeople([...new Set(facts.flatMap(({ pupilId }) => pupilId ?? []))]);
  const moment = await momentFor(parts, facts, { kind: 'school', schoolId, facts: [] });
  const today = moment.today(schoolId);
  const inClass = [...wards.values()]
    .flat()
    .filter((fact) => fact.kind === 'enrolled' && fact.classId === classId && holdsOn(fact, today))
    .map((fact) => fact.personId);
  const guarded = facts
    .filter((fact) => fact.kind === 'guardian' && holdsOn(fact, today))
    .map(({ pupilId }) => pupilId);
  const [names, klass, [school], self] = await Promise.all([
    namesOf(parts.sql, [personId, ...inClass]),
    findClass(parts.sql, classId, today),
    schoolsByIds(parts.sql, [schoolId]),
    signedIn ? findPerson(parts.sql, signedIn.personId) : null,
  ]);
  const person = hinted(names.get(personId));
  if (person === null) throw new Problem('invitation_unknown');
  return {
    person,
    wards: inClass.filter((id) => guarded.includes(id)).flatMap((id) => hinted(names.get(id)) ?? []),
    classTitle: klass?.title ?? '',
    schoolTitle: school?.title ?? '',
    timeZone: school?.timeZone ?? 'Europe/Moscow',
    until,
    /** Who is signed in in this browser: another person than the invited one. */
    signedIn: self?.short ?? null,
  };
}

function hinted(person: Named | undefined): string | null {
  if (!person) return null;
  const { given, family } = person.name;
  return [given, family && `${[...family][0]}.`].filter(Boolean).join(' ');
}

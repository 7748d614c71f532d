import { type RequestedAct, streams, type PersonId } from '@peremena/events';
import { holdsOn } from '../access/fact.ts';
import type { Parts } from '../core/parts.ts';
import { aboutOf } from './acts.ts';

type Reading = Pick<Parts, 'facts' | 'store'>;

/**
 * Whether everybody an act names is of the school: as pupil, staff or guardian of a pupil, or registered by it and nothing yet. Of anybody else the
 * school must not even learn the name.
 */
export async function areOfSchool(
  reading: Reading,
  act: RequestedAct,
  { schoolId, today }: { readonly schoolId: string; readonly today: string },
): Promise<boolean> {
  if ('pupilId' in act) {
    const pupil = await reading.facts.ofPerson(act.pupilId);
    const here = pupil.some(
      (fact) => fact.kind === 'enrolled' && fact.schoolId === schoolId && (holdsOn(fact, today) || fact.from > today),
    );
    return here && (await isOfSchool(reading, act.guardianId, schoolId));
  }
  return isOfSchool(reading, aboutOf(act), schoolId);
}

async function isOfSchool(reading: Reading, personId: PersonId, schoolId: string): Promise<boolean> {
  const own = await reading.facts.ofPerson(personId);
  if (own.some((fact) => fact.schoolId === schoolId || fact.wardSchoolId === schoolId)) return true;
  if (own.length > 0) return false;
  const [registered] = await reading.store.readStream(streams.person(personId), { limit: 1 });
  return registered?.metadata.schoolId === schoolId;
}

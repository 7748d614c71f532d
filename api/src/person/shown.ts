import { schoolsByIds } from '@peremena/projections/queries';
import { holdsOn } from '../access/fact.ts';
import { worksAt } from '../access/works-at.ts';
import type { Ctx } from '../core/parts.ts';
import { pupilOf, pupilResource } from '../core/resources.ts';
import { seenOfGuardian, seenOfPupil, seenOfStaff, type Seen } from './circles.ts';

/** As what somebody is shown, in which school, and to whom what of them. */
export interface ShownAs {
  readonly as: 'pupil' | 'guardian' | 'staff';
  readonly schoolId: string;
  /** The child somebody is shown as guardian of. */
  readonly pupilId: string | null;
  readonly seen: readonly Seen[];
}

/** What schools show of the person who asks: the policies themselves are asked, for made-up people of each circle. */
export async function shownOf(c: Ctx) {
  const { parts, actor, facts, moment } = c.var;
  const asking = { may: parts.may, moment };
  const holds = (fact: (typeof facts)[number]) =>
    holdsOn(fact, moment.today(fact.schoolId ?? fact.wardSchoolId ?? null));
  const present = facts.filter(holds);
  const self = pupilOf(actor.personId, facts);
  const classes = present.filter((fact) => fact.kind === 'enrolled');
  const asPupil = classes.map((own): ShownAs => {
    const seen = self ? seenOfPupil(self, own, asking) : [];
    return { as: 'pupil', schoolId: own.schoolId ?? '', pupilId: null, seen };
  });
  const wards = [...new Set(present.flatMap((fact) => (fact.kind === 'guardian' ? (fact.pupilId ?? []) : [])))];
  const asGuardian = await Promise.all(
    wards.map(async (pupilId): Promise<readonly ShownAs[]> => {
      const ward = await pupilResource(parts, pupilId);
      const schoolId = ward?.facts.find((fact) => fact.kind === 'enrolled' && holds(fact))?.schoolId;
      if (!ward || !schoolId) return [];
      return [{ as: 'guardian', schoolId, pupilId, seen: seenOfGuardian(ward, asking) }];
    }),
  );
  const asStaff = worksAt(facts, moment.today).map((schoolId): ShownAs => ({
    as: 'staff',
    schoolId,
    pupilId: null,
    seen: seenOfStaff(schoolId, asking),
  }));
  const all = [...asPupil, ...asGuardian.flat(), ...asStaff].filter(({ seen }) => seen.length > 0);
  const schools = await schoolsByIds(parts.sql, [...new Set(all.map(({ schoolId }) => schoolId))]);
  const titles = new Map(schools.map(({ id, title }) => [id, title]));
  return all.map((one) => ({ ...one, schoolTitle: titles.get(one.schoolId) ?? null }));
}

import type { ActionResources, Action, Actor, Moment } from '../access/resource.ts';
import type { Parts } from './parts.ts';
import { todayIn } from './today.ts';

const fallback = 'Europe/Moscow';

/** The moment of asking, with today's date in every school that the actor's and the resource's facts speak of. */
export async function momentFor(
  parts: Pick<Parts, 'facts' | 'clock'>,
  facts: Actor['facts'],
  resource: ActionResources[Action],
): Promise<Moment> {
  const schools = new Set(facts.map((fact) => fact.schoolId ?? fact.wardSchoolId ?? null));
  if ('schoolId' in resource) schools.add(resource.schoolId);
  if ('facts' in resource) for (const fact of resource.facts) schools.add(fact.schoolId);
  const zones = new Map<string, string>();
  await Promise.all(
    [...schools].map(async (school) => {
      const zone = school && (await parts.facts.zoneOf(school));
      if (school && zone) zones.set(school, zone);
    }),
  );
  const instant = parts.clock();
  const own = [...zones.values()][0] ?? fallback;
  const dates = new Map<string, string>();
  // Asked for every fact, and formatting a date is slow.
  const dateIn = (zone: string): string => {
    const date = dates.get(zone) ?? todayIn(zone, instant);
    dates.set(zone, date);
    return date;
  };
  return { instant, today: (schoolId) => dateIn((schoolId && zones.get(schoolId)) || own) };
}

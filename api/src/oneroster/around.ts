import type { ClassId, SchoolId } from '@peremena/events';
import type { Period } from '../core/period.ts';
import { folded, titled } from '../timetable/importing/columns.ts';
import { type From, gather, type Person } from './writing/gather.ts';

/** Somebody the school has already. */
export interface Known extends Person {
  /** Is or was in a class or group. */
  readonly pupil: boolean;
  /** The class a pupil is in now, null where none. */
  readonly classTitle: string | null;
  /** The classes of their children, each once. */
  readonly childrenIn: readonly string[];
  /** Has or had a post, or taught. */
  readonly staff: boolean;
  /** Whether anything ties them to the school now or later. */
  readonly here: boolean;
  /** Given a number by a list before. */
  readonly numbered: boolean;
}

/** What a school has when lists are brought in. */
export interface Around {
  readonly schoolId: SchoolId;
  readonly title: string;
  readonly classes: ReadonlyMap<string, { readonly id: ClassId; readonly title: string }>;
  readonly people: readonly Known[];
  /** People by id, those too whom nothing ties to the school yet. */
  readonly byId: ReadonlyMap<string, Known>;
}

export const numberedSource = 'oneroster:n-';

/** Reads what a school has, from the log; null where there is no such school. `today`: `YYYY-MM-DD`. */
export async function aroundOf(from: From, schoolId: SchoolId, today: string): Promise<Around | null> {
  const all = await gather(from, schoolId, today, { withFormer: true });
  if (!all) return null;
  const lasts = ({ to }: Period) => to === null || today <= to;
  const homerooms = all.taught.filter(({ subject }) => subject === null);
  const pupils = new Set(all.taught.flatMap((one) => [...one.pupils.keys()]));
  const classOf = new Map<string, string>();
  for (const { title, pupils: periods } of homerooms)
    for (const [pupilId, list] of periods)
      if (list.some((one) => one.from <= today && lasts(one)) || list.some(({ from: first }) => first > today))
        classOf.set(pupilId, title);
  const childrenOf = Map.groupBy(all.links, ({ guardianId }) => guardianId);
  const childrenIn = (personId: string): readonly string[] => [
    ...new Set((childrenOf.get(personId) ?? []).flatMap(({ pupilId }) => classOf.get(pupilId) ?? [])),
  ];
  const staff = new Set<string>(all.posts.map(({ personId }) => personId));
  const here = new Set<string>(all.posts.filter(lasts).map(({ personId }) => personId));
  for (const { pupils: learning, teachers } of all.taught) {
    for (const personId of teachers.keys()) staff.add(personId);
    for (const [personId, periods] of [...learning, ...teachers]) if (periods.some(lasts)) here.add(personId);
  }
  for (const guardianId of all.guardians) here.add(guardianId);
  const people = all.people.map((person): Known => ({
    ...person,
    childrenIn: childrenIn(person.personId),
    pupil: pupils.has(person.personId),
    classTitle: classOf.get(person.personId) ?? null,
    staff: staff.has(person.personId),
    here: here.has(person.personId),
    numbered: person.source?.startsWith(numberedSource) === true,
  }));
  return {
    schoolId,
    title: all.school.title,
    classes: new Map(homerooms.map(({ id, title }) => [titled(title), { id: id as ClassId, title }])),
    people,
    byId: new Map(people.map((one) => [one.personId, one])),
  };
}

interface Named {
  readonly familyName: string;
  readonly givenName: string;
  readonly middleName: string | null;
}

/** Whether two could be the same person by what they are called: a patronymic that is missing says nothing. */
export function calledAlike(a: Named, b: Named): boolean {
  if (nameKey(a) !== nameKey(b)) return false;
  return a.middleName === null || b.middleName === null || folded(a.middleName) === folded(b.middleName);
}

/** What all who may be called alike have in common. */
export const nameKey = ({ familyName, givenName }: Pick<Named, 'familyName' | 'givenName'>): string =>
  JSON.stringify([folded(familyName), folded(givenName)]);

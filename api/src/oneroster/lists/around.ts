import type { ClassId, SchoolId } from '@peremena/events';
import { folded, titled } from '../../timetable/importing/columns.ts';
import { type From, gather, type Person } from '../writing/gather.ts';

/** Somebody the school has already. */
export interface Known extends Person {
  readonly pupil: boolean;
  /** The class a pupil is in now, null where none. */
  readonly classTitle: string | null;
  /** The classes of their children, each once. */
  readonly childrenIn: readonly string[];
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
  const all = await gather(from, schoolId, today);
  if (!all) return null;
  const homerooms = all.taught.filter(({ subject }) => subject === null);
  const pupils = new Set(all.taught.flatMap((one) => [...one.pupils.keys()]));
  const classOf = new Map<string, string>();
  for (const { title, pupils: periods } of homerooms)
    for (const [pupilId, list] of periods)
      if (
        list.some(({ from: first, to }) => first <= today && (to === null || today <= to)) ||
        list.some(({ from: first }) => first > today)
      )
        classOf.set(pupilId, title);
  const childrenOf = Map.groupBy(all.links, ({ guardianId }) => guardianId);
  const childrenIn = (personId: string): readonly string[] => [
    ...new Set((childrenOf.get(personId) ?? []).flatMap(({ pupilId }) => classOf.get(pupilId) ?? [])),
  ];
  const people = all.people.map((person): Known => ({
    ...person,
    childrenIn: childrenIn(person.personId),
    pupil: pupils.has(person.personId),
    classTitle: classOf.get(person.personId) ?? null,
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
  const same = (x: string, y: string) => folded(x) === folded(y);
  if (!same(a.familyName, b.familyName) || !same(a.givenName, b.givenName)) return false;
  return a.middleName === null || b.middleName === null || same(a.middleName, b.middleName);
}

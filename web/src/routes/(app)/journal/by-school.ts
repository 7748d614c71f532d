import type { GroupTaught } from '#lib/marking/answers.ts';

/** The groups of one school, in the order of their classes: 3А before 10Б. */
export interface SchoolGroups {
  readonly school: string | null;
  readonly groups: readonly GroupTaught[];
}
/** The groups of one class; null gathers groups made of several. */
export interface ClassGroups {
  readonly title: string | null;
  readonly groups: readonly GroupTaught[];
}
const fewEnough = 20;

/** Parts the list by school; the title is left out where there is one school only. */
export function bySchool(
  groups: readonly GroupTaught[],
  schools: readonly { id: string; title: string }[],
): SchoolGroups[] {
  const order = new Intl.Collator('ru', { numeric: true });
  const sorted = groups.toSorted((a, b) => order.compare(nameOf(a), nameOf(b)));
  const parts = Map.groupBy(sorted, ({ schoolId }) => schoolId ?? '');
  return [...parts].map(([id, list]) => ({
    school: parts.size > 1 ? (schools.find((school) => school.id === id)?.title ?? null) : null,
    groups: list,
  }));
}

/** Parts the groups of a school by class where they are too many for one list: a head's, not a teacher's. */
export function byClass(groups: readonly GroupTaught[]): ClassGroups[] {
  if (groups.length <= fewEnough) return [{ title: null, groups }];
  const parts = Map.groupBy(groups, ({ classTitle }) => classTitle);
  return [...parts]
    .map(([title, list]) => ({ title, groups: list }))
    .toSorted((a, b) => Number(a.title === null) - Number(b.title === null));
}

function nameOf({ classTitle, title, subject }: GroupTaught): string {
  return `${classTitle ?? ''} ${title} ${subject.title}`;
}

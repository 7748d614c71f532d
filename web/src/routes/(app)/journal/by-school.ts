import type { GroupTaught } from '#lib/marking/answers.ts';

/** The groups of one school, in the order of their classes: 3А before 10Б. */
export interface SchoolGroups {
  readonly school: string | null;
  readonly groups: readonly GroupTaught[];
}

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

function nameOf({ classTitle, title, subject }: GroupTaught): string {
  return `${classTitle ?? ''} ${title} ${subject.title}`;
}

import type { Roster } from '../../roster.ts';

export const acts = ['move', 'regroup', 'leave'] as const;
export type Act = (typeof acts)[number];

/** The act a page is opened for; a change of class unless said otherwise. */
export function actOf(text: string | null): Act {
  return acts.find((act) => act === text) ?? 'move';
}

/** Subjects of the class that are taught in parts, with their groups. */
export function partsOf({ groups, pupils }: Pick<Roster, 'groups' | 'pupils'>) {
  const own = groups.filter(({ ofClass }) => ofClass);
  const size = (id: string) => pupils.filter((pupil) => pupil.groups.includes(id)).length;
  return [...Map.groupBy(own, ({ subject }) => subject)]
    .filter(([, list]) => list.length > 1)
    .map(([subject, list]) => ({ subject, groups: list.map((group) => ({ ...group, pupils: size(group.id) })) }));
}

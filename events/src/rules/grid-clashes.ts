import type { GridLesson } from '../timetable.ts';
import { clashesAmong, type Clash, type RoomsTake, type SharedPupils } from './clashes.ts';
import type { SchoolDays } from './school-days.ts';
import { bellsOf } from './school-days.ts';

export interface GridClashesAsked {
  readonly lessons: readonly GridLesson[];
  readonly days: SchoolDays;
  readonly groups: ReadonlyMap<string, { readonly classId: string | null }>;
  readonly shared: SharedPupils;
  readonly rooms: RoomsTake;
}

/** Where two lessons of a grid stand and who gives them, as an accepted clash remembers it: when this changes it is no longer accepted. */
export function clashPlace(first: GridLesson, second: GridLesson): string {
  return [first, second]
    .map(({ weekday, slot, weeks, room }) => `${weekday}/${slot}/${weeks}/${room ?? ''}`)
    .join(' ')
    .slice(0, 200);
}

/** How two clashing lessons are known, whichever is named first. */
export const clashKey = (kind: Clash['kind'], one: string, other: string): string =>
  [kind, ...[one, other].toSorted()].join(' ');

/**
 * Every clash of a weekly grid, in odd and even weeks, by the ordinary bells of each group. Lessons for which no bell rings clash
 * with nothing.
 */
export function gridClashes({ lessons, days, groups, shared, rooms }: GridClashesAsked): readonly Clash[] {
  const found = new Map<string, Clash>();
  for (const weeks of ['odd', 'even'] as const) {
    const given = lessons.filter((one) => one.weeks === 'every' || one.weeks === weeks);
    const occupied = given.flatMap((lesson) => {
      const { groupId, slot, weekday, teacherId, room } = lesson;
      const classId = groups.get(groupId)?.classId ?? null;
      const bell = bellsOf(days, { groupId, classId }).find((one) => one.slot === slot);
      if (!bell) return [];
      const place = { id: lesson.gridLessonId, day: String(weekday), from: bell.from, to: bell.to };
      return [{ ...place, groupId, teacherIds: [teacherId], room }];
    });
    for (const clash of clashesAmong(occupied, shared, rooms))
      found.set(clashKey(clash.kind, clash.first, clash.second), clash);
  }
  return [...found.values()];
}

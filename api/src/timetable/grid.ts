import {
  clashKey,
  clashPlace,
  gridClashes,
  type Clash,
  type GridClashesAsked,
  type GridLesson,
} from '@peremena/events';
import { roomsTake, schoolDaysOf, sharedPupilsOf, type GridOfVersion } from '@peremena/projections/queries';
import type { Parts } from '../core/parts.ts';
import { notFound } from '../core/problem.ts';

/** What clashes of a grid follow from: its lessons, bells and rooms, and which groups share pupils on the date. */
export async function gridAsked(
  { sql }: Pick<Parts, 'sql'>,
  schoolId: string,
  date: string,
  grid: Pick<GridOfVersion, 'lessons' | 'groups'>,
): Promise<GridClashesAsked> {
  const [days, shared] = await Promise.all([schoolDaysOf(sql, schoolId), sharedPupilsOf(sql, schoolId, date)]);
  if (!days) throw notFound();
  return {
    lessons: grid.lessons,
    days,
    groups: new Map(grid.groups.map((group) => [group.id, group])),
    shared,
    rooms: roomsTake(days),
  };
}

/** The clashes of a grid, and which of them were accepted as they are. */
export async function clashesOf(
  parts: Pick<Parts, 'sql'>,
  schoolId: string,
  date: string,
  grid: Pick<GridOfVersion, 'lessons' | 'groups' | 'accepted'>,
): Promise<readonly (Clash & { readonly accepted: boolean })[]> {
  const clashes = gridClashes(await gridAsked(parts, schoolId, date, grid));
  const lessons = new Map(grid.lessons.map((lesson): [string, GridLesson] => [lesson.gridLessonId, lesson]));
  const accepted = new Set(
    grid.accepted
      .filter(({ first, second, at }) => {
        const [one, other] = [lessons.get(first), lessons.get(second)];
        return one && other && clashPlace(one, other) === at;
      })
      .map(({ kind, first, second }) => clashKey(kind as Clash['kind'], first, second)),
  );
  return clashes.map((clash) => ({
    ...clash,
    accepted: accepted.has(clashKey(clash.kind, clash.first, clash.second)),
  }));
}

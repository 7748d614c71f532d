import { clashesWith, type Clash } from '@peremena/events';
import { occupationsOf, sharedPupilsOf, type Lesson } from '@peremena/projections/queries';
import type { Parts } from '../core/parts.ts';

/** What a lesson would take up: as it stands, unless said otherwise. */
interface Wanted {
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
  readonly room?: string | null;
  readonly teacherId?: string;
}

/** The clashes a lesson would have with the other lessons of its school if it were given so. */
export async function clashesIf(
  { sql }: Pick<Parts, 'sql'>,
  lesson: Lesson,
  wanted: Wanted,
): Promise<readonly Clash[]> {
  const day = wanted.date ?? lesson.date;
  const [others, shared] = await Promise.all([
    occupationsOf(sql, { schoolId: lesson.schoolId, from: day, to: day }),
    sharedPupilsOf(sql, lesson.schoolId, day),
  ]);
  const { id, from, to, room, groupId, teacherId, substituteId } = lesson;
  const given = { from, to, room, teacherId: substituteId ?? teacherId, ...wanted };
  const occupied = {
    id,
    day,
    from: given.from,
    to: given.to,
    room: given.room,
    groupId,
    teacherIds: [given.teacherId],
  };
  return clashesWith(occupied, others, shared);
}

/** Who gives another lesson while this one lasts. */
export async function busyDuring({ sql }: Pick<Parts, 'sql'>, lesson: Lesson): Promise<ReadonlySet<string>> {
  const day = await occupationsOf(sql, { schoolId: lesson.schoolId, from: lesson.date, to: lesson.date });
  const meanwhile = day.filter(({ id, from, to }) => id !== lesson.id && from < lesson.to && lesson.from < to);
  return new Set(meanwhile.flatMap(({ teacherIds }) => teacherIds));
}

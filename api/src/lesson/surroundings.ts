import { bellsOn, clashesWith, schoolDay, type Bell, type Clash, type LessonId } from '@peremena/events';
import {
  findLesson,
  occupationsOf,
  roomsTake,
  schoolDaysOf,
  sharedPupilsOf,
  type Lesson,
} from '@peremena/projections/queries';
import type { Parts } from '../core/parts.ts';
import { uuidv5 } from '../core/uuid.ts';
import { lessonIdOf } from './lesson-id.ts';

/** What a lesson would take up: as it stands, unless said otherwise. */
interface Wanted {
  readonly date?: string;
  readonly from?: string;
  readonly to?: string;
  readonly room?: string | null;
  readonly teacherId?: string;
  /** The lesson it would be given together with. */
  readonly together?: string | null;
}

/** The clashes a lesson would have with the other lessons of its school if it were given so. */
export async function clashesIf(
  { sql }: Pick<Parts, 'sql'>,
  lesson: Pick<Lesson, 'id' | 'schoolId' | 'date' | 'from' | 'to' | 'room' | 'groupId' | 'teacherId' | 'substituteId'> &
    Partial<Pick<Lesson, 'togetherId'>>,
  wanted: Wanted,
): Promise<readonly Clash[]> {
  const day = wanted.date ?? lesson.date;
  const [others, shared, days] = await Promise.all([
    occupationsOf(sql, { schoolId: lesson.schoolId, from: day, to: day }),
    sharedPupilsOf(sql, lesson.schoolId, day),
    schoolDaysOf(sql, lesson.schoolId),
  ]);
  const { id, from, to, room, groupId, teacherId, substituteId, togetherId = null } = lesson;
  const given = { from, to, room, teacherId: substituteId ?? teacherId, together: togetherId, ...wanted };
  const occupied = {
    id,
    day,
    from: given.from,
    to: given.to,
    room: given.room,
    groupId,
    teacherIds: [given.teacherId],
    together: given.together,
  };
  return clashesWith(occupied, others, shared, days ? roomsTake(days) : undefined);
}

/** The slots in which a lesson of a group would clash: its pupils or the one who teaches it have another one then. */
export async function takenSlots(
  { sql }: Pick<Parts, 'sql'>,
  group: { readonly id: string; readonly schoolId: string },
  { date, teacherId, bells }: { readonly date: string; readonly teacherId: string; readonly bells: readonly Bell[] },
): Promise<readonly number[]> {
  const { id: groupId, schoolId } = group;
  const [others, shared] = await Promise.all([
    occupationsOf(sql, { schoolId, from: date, to: date }),
    sharedPupilsOf(sql, schoolId, date),
  ]);
  const wanted = { id: '', day: date, room: null, groupId, teacherIds: [teacherId], together: null };
  return bells
    .filter(({ from, to }) => clashesWith({ ...wanted, from, to }, others, shared).length > 0)
    .map(({ slot }) => slot);
}

/** Who gives another lesson while this one lasts. */
export async function busyDuring({ sql }: Pick<Parts, 'sql'>, lesson: Lesson): Promise<ReadonlySet<string>> {
  const day = await occupationsOf(sql, { schoolId: lesson.schoolId, from: lesson.date, to: lesson.date });
  const meanwhile = day.filter(({ id, from, to }) => id !== lesson.id && from < lesson.to && lesson.from < to);
  return new Set(meanwhile.flatMap(({ teacherIds }) => teacherIds));
}

/** The bells of a group on a date, and whether its school has lessons then. */
export async function bellsFor(
  { sql }: Pick<Parts, 'sql'>,
  group: { readonly schoolId: string; readonly groupId: string; readonly classId: string | null },
  date: string,
): Promise<{ readonly bells: readonly Bell[]; readonly open: boolean }> {
  const days = await schoolDaysOf(sql, group.schoolId);
  return days ? { bells: bellsOn(days, date, group), open: schoolDay(days, date).open } : { bells: [], open: true };
}

/**
 * The id under which a lesson of the group can be given at a place of the day. The first lesson there has the id that follows from its
 * place; where that one was moved away or is not given, the next one in a row that goes on from it.
 */
export async function lessonIdAt({ sql }: Pick<Parts, 'sql'>, at: Parameters<typeof lessonIdOf>): Promise<LessonId> {
  const [, date, slot] = at;
  let id = lessonIdOf(...at);
  for (;;) {
    const there = await findLesson(sql, id);
    if (!there || (there.date === date && there.slot === slot && there.cancelled === null)) return id;
    id = uuidv5(id, 'next') as LessonId;
  }
}

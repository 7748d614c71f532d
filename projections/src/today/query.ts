import { listQuery } from '../access-facts/list-query.ts';
import { groupList, type GroupListed } from '../groups/query.ts';
import { dayTold, schoolDaysOf, type DayTold } from '../school-days/query.ts';
import { lessonsOn, nextLessonDay, type LessonListed } from '../lessons/query.ts';

/** A teacher's day: its lessons, the groups taught, and the next day with lessons. */
export interface TodayAnswer {
  readonly date: string;
  readonly special: DayTold | null;
  readonly lessons: readonly LessonListed[];
  readonly next: { readonly date: string; readonly lessons: readonly LessonListed[] } | null;
  readonly groups: readonly GroupListed[];
}

/** What does a teacher have on this day, and when next? */
export const today = listQuery(
  async (
    sql,
    scope,
    { schoolId, date }: { readonly schoolId: string; readonly date: string },
  ): Promise<TodayAnswer> => {
    const [lessons, nextDay, groups, days] = await Promise.all([
      lessonsOn(sql, scope, { schoolId, date }),
      nextLessonDay(sql, scope, { schoolId, date }),
      groupList(sql, scope, { schoolId, date }),
      schoolDaysOf(sql, schoolId),
    ]);
    const next =
      nextDay === null ? null : { date: nextDay, lessons: await lessonsOn(sql, scope, { schoolId, date: nextDay }) };
    return { date, special: days && dayTold(days, date), lessons, next, groups: groups.filter(({ over }) => !over) };
  },
);

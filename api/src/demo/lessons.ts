import type { LessonId } from '@peremena/events';
import { lessonIdOf } from '../lesson/lesson-id.ts';
import { defaultBells, shortBells } from '../school/default-bells.ts';
import { weekdayOf, type Calendar } from './calendar.ts';
import type { DemoGroup } from './groups.ts';
import { staff } from './staff.ts';
import { dayOf } from './timetable.ts';

export interface DemoLesson {
  readonly lessonId: LessonId;
  readonly group: DemoGroup;
  readonly date: string;
  readonly slot: number;
  readonly from: string;
  readonly to: string;
  readonly room: string | null;
  /** Counts the group's lessons of the term from 0. */
  readonly index: number;
  readonly total: number;
  /** Date of the group's next lesson, null for the last. */
  readonly next: string | null;
  /** Whether it has ended. */
  readonly past: boolean;
}

/** Where a group is taught: the small ones in a room of their own, others where their teacher is. */
export const roomOf = ({ klass, code, teacher }: DemoGroup): string | null =>
  klass === '3А' && code !== 'физк' && code !== 'англ' ? '12' : staff[teacher].room;

/** Every lesson of a group in the term, in order. */
export function lessonsOf(group: DemoGroup, calendar: Calendar): readonly DemoLesson[] {
  const times = calendar.schoolDays.flatMap((date) =>
    dayOf(group.klass, weekdayOf(date)).flatMap((code, place) =>
      code === group.code ? [{ date, bell: (date === calendar.shortDay ? shortBells : defaultBells)[place]! }] : [],
    ),
  );
  return times.map(({ date, bell }, index) => ({
    lessonId: lessonIdOf(group.groupId, date, bell.slot),
    group,
    date,
    ...bell,
    room: roomOf(group),
    index,
    total: times.length,
    next: times[index + 1]?.date ?? null,
    past: date < calendar.today || (date === calendar.today && bell.to <= calendar.time),
  }));
}

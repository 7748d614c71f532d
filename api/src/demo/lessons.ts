import type { LessonId } from '@peremena/events';
import { lessonIdOf } from '../lesson/lesson-id.ts';
import { bellsOn } from './bells.ts';
import { weekdayOf } from './calendar.ts';
import type { DemoGroup, DemoSchool } from './school.ts';

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

/** Every lesson of the term, group by group in order. */
export const lessonsOf = (school: DemoSchool): readonly DemoLesson[] =>
  school.groups.flatMap((group) => lessonsOfGroup(group, school));

function lessonsOfGroup(group: DemoGroup, { calendar }: DemoSchool): readonly DemoLesson[] {
  const inOrder = group.places.toSorted((a, b) => a.slot - b.slot);
  const times = calendar.schoolDays.flatMap((date) => {
    const weekday = weekdayOf(date);
    return inOrder.flatMap(({ weekday: on, slot, room }) => {
      const bell = on === weekday ? bellsOn(date, group.klass, calendar).find((one) => one.slot === slot) : undefined;
      return bell ? [{ date, room, bell }] : [];
    });
  });
  return times.map(({ date, room, bell }, index) => ({
    lessonId: lessonIdOf(group.groupId, date, bell.slot),
    group,
    date,
    ...bell,
    room,
    index,
    total: times.length,
    next: times[index + 1]?.date ?? null,
    past: date < calendar.today || (date === calendar.today && bell.to <= calendar.time),
  }));
}

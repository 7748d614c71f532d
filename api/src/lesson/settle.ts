import type { LessonEvent } from '@peremena/events';
import { standInLeaves } from './change.ts';
import type { ArrangeLesson, StrikeLesson } from './commands.ts';
import type { Lesson } from './decider.ts';

const idsOf = ({ schoolId, lessonId, groupId, teacherId }: Lesson) => ({ schoolId, lessonId, groupId, teacherId });

/**
 * What calendar and timetable make of a lesson: another place or teacher, or not given at all. A lesson that was held, or that a person
 * cancelled, is left alone; nothing is refused, since nobody is asking.
 */
export function settle(lesson: Lesson, command: ArrangeLesson | StrikeLesson): LessonEvent[] {
  if (lesson.rollTaken || command.context.marks > 0) return [];
  if (command.type === 'StrikeLesson') {
    if (lesson.cancelled) return [];
    const { date } = lesson;
    return [
      ...standInLeaves(lesson),
      { type: 'LessonCancelled', data: { ...idsOf(lesson), date, reason: command.reason } },
    ];
  }
  if (lesson.cancelled && !lesson.struck) return [];
  return arrange(lesson, command);
}

function arrange(lesson: Lesson, { date, slot, from, to, room, teacherId }: ArrangeLesson): LessonEvent[] {
  const before = { date: lesson.date, slot: lesson.slot, from: lesson.from, to: lesson.to, room: lesson.room };
  const after = { date, slot, from, to, room };
  const elsewhen = date !== lesson.date || slot !== lesson.slot;
  const another = teacherId !== lesson.teacherId;
  const events: LessonEvent[] = elsewhen || another ? standInLeaves(lesson) : [];
  if (lesson.struck) events.push({ type: 'LessonRestored', data: { ...idsOf(lesson), date: lesson.date } });
  if (Object.entries(after).some(([field, value]) => before[field as keyof typeof before] !== value)) {
    events.push({ type: 'LessonMoved', data: { ...idsOf(lesson), before, after, reason: 'timetable' } });
  }
  if (another) {
    const data = { ...idsOf(lesson), teacherId, formerTeacherId: lesson.teacherId, date };
    events.push({ type: 'LessonHandedOver', data });
  }
  return events;
}

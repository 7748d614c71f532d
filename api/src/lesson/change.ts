import type { Clash, LessonEvent } from '@peremena/events';
import { Refusal } from '../core/decider.ts';
import type { AssignSubstitute, CancelLesson, MergeLesson, MoveLesson, RestoreLesson } from './commands.ts';
import type { Lesson } from './decider.ts';

const idsOf = ({ schoolId, lessonId, groupId, teacherId }: Lesson) => ({ schoolId, lessonId, groupId, teacherId });

/** Rules of what happens to a planned lesson: another teacher, together with another lesson, another time or room, not at all, after all. */
export function change(
  lesson: Lesson,
  command: AssignSubstitute | MergeLesson | CancelLesson | RestoreLesson | MoveLesson,
): LessonEvent[] {
  switch (command.type) {
    case 'AssignSubstitute':
      return assign(lesson, command);
    case 'MergeLesson':
      return merge(lesson, command);
    case 'CancelLesson':
      return cancel(lesson, command);
    case 'RestoreLesson':
      if (!lesson.cancelled) return [];
      free(command.context.clashes);
      return [{ type: 'LessonRestored', data: { ...idsOf(lesson), date: lesson.date } }];
    case 'MoveLesson':
      return move(lesson, command);
  }
}

/** The state after such a change. */
export function changed(lesson: Lesson, event: LessonEvent): Lesson {
  switch (event.type) {
    case 'SubstituteAssigned':
      return { ...lesson, substituteId: event.data.substituteId };
    case 'SubstituteWithdrawn':
      return { ...lesson, substituteId: null };
    case 'LessonsMerged':
      return { ...lesson, substituteId: event.data.substituteId, togetherId: event.data.withLessonId };
    case 'LessonsParted':
      return { ...lesson, substituteId: null, togetherId: null };
    case 'LessonCancelled':
      return { ...lesson, cancelled: true, struck: ['timetable', 'day_off'].includes(event.data.reason) };
    case 'LessonRestored':
      return { ...lesson, cancelled: false, struck: false };
    case 'LessonHandedOver':
      return { ...lesson, teacherId: event.data.teacherId };
    case 'LessonMoved':
      return { ...lesson, ...event.data.after };
    default:
      return lesson;
  }
}

function assign(lesson: Lesson, { substituteId, reason, saw, context }: AssignSubstitute): LessonEvent[] {
  // Who gives it together with another lesson gives it so until the two are parted.
  if (substituteId === lesson.substituteId && (substituteId === null || lesson.togetherId === null)) return [];
  if (saw !== lesson.substituteId) {
    throw new Refusal('substitution_changed', { yours: substituteId, current: lesson.substituteId });
  }
  const withdrawn = standInLeaves(lesson);
  if (substituteId === null) return withdrawn;
  if (lesson.cancelled) throw new Refusal('lesson_is_cancelled');
  if (substituteId === lesson.teacherId) throw new Refusal('substitute_is_teacher');
  if (!context.available) throw new Refusal('substitute_not_there', { substituteId });
  free(context.clashes);
  const { date } = lesson;
  const assigned = { ...idsOf(lesson), substituteId, date, until: context.until, reason };
  return [...withdrawn, { type: 'SubstituteAssigned', data: assigned }];
}

function merge(lesson: Lesson, { withLessonId, reason, saw, context }: MergeLesson): LessonEvent[] {
  if (withLessonId === lesson.togetherId) return [];
  if (saw !== lesson.substituteId) {
    throw new Refusal('substitution_changed', { yours: withLessonId, current: lesson.substituteId });
  }
  if (lesson.cancelled) throw new Refusal('lesson_is_cancelled');
  if (!context.other || withLessonId === lesson.lessonId) throw new Refusal('merge_impossible');
  free(context.clashes);
  const { teacherId: substituteId, room } = context.other;
  const { date } = lesson;
  const merged = { ...idsOf(lesson), withLessonId, substituteId, room, date, until: context.until, reason };
  return [...standInLeaves(lesson), { type: 'LessonsMerged', data: merged }];
}

function cancel(lesson: Lesson, { reason, context }: CancelLesson): LessonEvent[] {
  if (lesson.cancelled) return [];
  notHeld(lesson, context.marks);
  return [...standInLeaves(lesson), { type: 'LessonCancelled', data: { ...idsOf(lesson), date: lesson.date, reason } }];
}

// A substitution is for a day and an hour: at another time it is asked for anew.
function move(lesson: Lesson, { date, slot, room, reason, saw, context }: MoveLesson): LessonEvent[] {
  if (lesson.date === date && lesson.slot === slot && lesson.room === room) return [];
  if (saw.date !== lesson.date || saw.slot !== lesson.slot) {
    throw new Refusal('lesson_was_moved', { current: { date: lesson.date, slot: lesson.slot } });
  }
  if (lesson.cancelled) throw new Refusal('lesson_is_cancelled');
  notHeld(lesson, context.marks);
  if (date < context.term.from || context.term.to < date) throw new Refusal('lesson_leaves_term', context.term);
  const bell = context.bells.find((one) => one.slot === slot);
  if (!bell) throw new Refusal('no_such_bell', { slot });
  free(context.clashes);
  const before = { date: lesson.date, slot: lesson.slot, from: lesson.from, to: lesson.to, room: lesson.room };
  const after = { date, slot, from: bell.from, to: bell.to, room };
  const elsewhen = date !== lesson.date || slot !== lesson.slot;
  return [
    ...(elsewhen ? standInLeaves(lesson) : []),
    { type: 'LessonMoved', data: { ...idsOf(lesson), before, after, reason } },
  ];
}

/** Who stood in stands in no more; two lessons given as one are parted. */
export function standInLeaves(lesson: Lesson): LessonEvent[] {
  const { substituteId, togetherId, date } = lesson;
  if (substituteId === null) return [];
  const data = { ...idsOf(lesson), substituteId, date };
  return togetherId === null
    ? [{ type: 'SubstituteWithdrawn', data }]
    : [{ type: 'LessonsParted', data: { ...data, withLessonId: togetherId } }];
}

function notHeld({ rollTaken }: Lesson, marks: number): void {
  if (rollTaken || marks > 0) throw new Refusal('lesson_held', { marks });
}

function free(clashes: readonly Clash[]): void {
  if (clashes.length > 0) throw new Refusal('lesson_clashes', { clashes });
}

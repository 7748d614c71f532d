import type { Clash, LessonEvent } from '@peremena/events';
import { Refusal } from '../core/decider.ts';
import type { AssignSubstitute, CancelLesson, MoveLesson, RestoreLesson } from './commands.ts';
import type { Lesson } from './decider.ts';

const idsOf = ({ schoolId, lessonId, groupId, teacherId }: Lesson) => ({ schoolId, lessonId, groupId, teacherId });

/** Rules of what happens to a planned lesson: another teacher, another time or room, not at all, after all. */
export function change(
  lesson: Lesson,
  command: AssignSubstitute | CancelLesson | RestoreLesson | MoveLesson,
): LessonEvent[] {
  switch (command.type) {
    case 'AssignSubstitute':
      return assign(lesson, command);
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
  if (substituteId === lesson.substituteId) return [];
  if (saw !== lesson.substituteId) {
    throw new Refusal('substitution_changed', { yours: substituteId, current: lesson.substituteId });
  }
  const withdrawn = withdraw(lesson);
  if (substituteId === null) return withdrawn;
  if (lesson.cancelled) throw new Refusal('lesson_is_cancelled');
  if (substituteId === lesson.teacherId) throw new Refusal('substitute_is_teacher');
  if (!context.available) throw new Refusal('substitute_not_there', { substituteId });
  free(context.clashes);
  const { date } = lesson;
  const assigned = { ...idsOf(lesson), substituteId, date, until: context.until, reason };
  return [...withdrawn, { type: 'SubstituteAssigned', data: assigned }];
}

function cancel(lesson: Lesson, { reason, context }: CancelLesson): LessonEvent[] {
  if (lesson.cancelled) return [];
  notHeld(lesson, context.marks);
  return [...withdraw(lesson), { type: 'LessonCancelled', data: { ...idsOf(lesson), date: lesson.date, reason } }];
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
    ...(elsewhen ? withdraw(lesson) : []),
    { type: 'LessonMoved', data: { ...idsOf(lesson), before, after, reason } },
  ];
}

const withdraw = (lesson: Lesson): LessonEvent[] =>
  lesson.substituteId === null
    ? []
    : [
        {
          type: 'SubstituteWithdrawn',
          data: { ...idsOf(lesson), substituteId: lesson.substituteId, date: lesson.date },
        },
      ];

function notHeld({ rollTaken }: Lesson, marks: number): void {
  if (rollTaken || marks > 0) throw new Refusal('lesson_held', { marks });
}

function free(clashes: readonly Clash[]): void {
  if (clashes.length > 0) throw new Refusal('lesson_clashes', { clashes });
}

import type { PersonId } from '@peremena/events';
import { absences, type Exception } from './absence.ts';
import type { DemoLesson } from './lessons.ts';
import { marksOf, type DemoMark } from './marks.ts';
import type { DemoSchool } from './school.ts';
import { teacherOf } from './school-steps.ts';
import type { StandIns } from './stand-ins.ts';
import type { By } from './step.ts';

/** A lesson that was held: who gave it, who was not simply present, and the marks. */
export interface Held {
  readonly lesson: DemoLesson;
  readonly by: By;
  readonly exceptions: readonly Exception[];
  readonly marks: readonly DemoMark[];
}

/** The lessons that were given and not cancelled. */
export function heldOf(school: DemoSchool, lessons: readonly DemoLesson[], standIns: StandIns): readonly Held[] {
  const absentAt = absences(school.calendar.schoolDays);
  const { cancelled, givers } = standIns;
  return lessons
    .filter(({ past, lessonId }) => past && !cancelled.has(lessonId))
    .map((lesson) => {
      const exceptions = absentAt(lesson);
      const away = new Set<PersonId>(exceptions.flatMap(({ pupilId, code }) => (code === 'late' ? [] : [pupilId])));
      const by = givers.get(lesson.lessonId) ?? teacherOf(school, lesson.group);
      return { lesson, by, exceptions, marks: marksOf(lesson, away) };
    });
}

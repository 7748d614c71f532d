import type { TimetableLesson } from '@peremena/projections/queries';
import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { instantIn } from '../core/today.ts';
import type { Language } from '../core/problem-table.ts';

interface Asked {
  readonly title: string;
  readonly timeZone: string;
  /** Lessons of a teacher are named by their group, those of a pupil by their subject. */
  readonly ofTeacher: boolean;
  readonly language: Language;
}

const words = {
  ru: { room: 'каб.', substitute: 'замена', together: 'вместе с', outside: 'вне расписания' },
  en: { room: 'room', substitute: 'substitute', together: 'together with', outside: 'outside the timetable' },
} as const;

/**
 * A timetable as a calendar (RFC 5545). Times are instants, so no table of time zones is needed; a lesson keeps its UID for good, SEQUENCE
 * goes up with every change, and a cancelled one stays with STATUS:CANCELLED, so that programs strike it out and do not keep the old one.
 */
export function calendarOf(lessons: readonly TimetableLesson[], asked: Asked): string {
  const calendar = ical({
    name: asked.title,
    prodId: { company: 'Peremena', product: 'timetable', language: asked.language.toUpperCase() },
    method: ICalCalendarMethod.PUBLISH,
    ttl: 3_600,
  });
  for (const lesson of lessons) {
    const start = instantIn(asked.timeZone, lesson.date, lesson.from);
    calendar.createEvent({
      id: `${lesson.id}@peremena`,
      // The lesson itself says nothing of when it was changed; the same lesson must give the same bytes.
      stamp: start,
      start,
      end: instantIn(asked.timeZone, lesson.date, lesson.to),
      sequence: lesson.changes,
      status: lesson.cancelled === null ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
      summary: titleOf(lesson, asked),
      ...(lesson.room === null ? {} : { location: `${words[asked.language].room} ${lesson.room}` }),
      description: aboutOf(lesson, asked),
    });
  }
  return calendar.toString();
}

function titleOf({ group, subject }: TimetableLesson, { ofTeacher }: Asked): string {
  return ofTeacher ? [group.title || group.classTitle, subject.title].filter(Boolean).join(', ') : subject.title;
}

// Only of the lesson that was merged: the other one is as it was, and its SEQUENCE does not go up.
function aboutOf({ teacher, substitute, outside, together }: TimetableLesson, { language }: Asked): string {
  const said = words[language];
  const who = substitute ? `${said.substitute}: ${substitute.short}` : teacher.short;
  const others = substitute && together ? [`${said.together} ${together.groups.join(', ')}`] : [];
  return [who, ...others, ...(outside ? [said.outside] : [])].filter(Boolean).join(', ');
}

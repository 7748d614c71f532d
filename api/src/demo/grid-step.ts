import { streams, type GridLesson } from '@peremena/events';
import { batch } from '../core/batch.ts';
import { timetableDecider } from '../timetable/decider.ts';
import { instantOf, plusDays } from './calendar.ts';
import type { DemoGroup, DemoSchool } from './school.ts';
import { adminOf, staffId } from './school-steps.ts';
import { step, type Step } from './step.ts';

const inVersion = batch(timetableDecider);

/** The weekly grid that the lessons of the term were planned by, published for the whole term. */
export function gridStep(school: DemoSchool): Step {
  const { ids, calendar, groups } = school;
  const { from, to, title } = calendar.term;
  const day = plusDays(from, -3);
  const of = { schoolId: ids.school, versionId: ids.timetable };
  const context = { today: day, replaces: null, lastDay: to, clashes: 0 };
  const lessons = groups.flatMap((group) => gridLessonsOf(school, group));
  return step({
    school,
    key: 'timetable',
    at: instantOf(day, '12:30'),
    by: adminOf(school),
    stream: streams.timetable(of.schoolId, of.versionId),
    decider: inVersion,
    command: [
      { type: 'DraftTimetable', ...of, title, copyOf: null, lessons },
      { type: 'PublishTimetable', from, context },
    ],
  });
}

function gridLessonsOf(school: DemoSchool, { key, groupId, teacher, places }: DemoGroup): GridLesson[] {
  const teacherId = staffId(school, teacher);
  return places.map(({ weekday, slot, room }) => ({
    gridLessonId: school.ids.gridLesson(`${key}/${weekday}/${slot}`),
    groupId,
    weekday,
    slot,
    weeks: 'every' as const,
    teacherId,
    room,
  }));
}

import { streams, type GridLesson } from '@peremena/events';
import { batch } from '../core/batch.ts';
import { defaultBells } from '../school/default-bells.ts';
import { timetableDecider } from '../timetable/decider.ts';
import { instantOf, plusDays, type Calendar } from './calendar.ts';
import type { DemoGroup } from './groups.ts';
import { ids } from './ids.ts';
import { roomOf } from './lessons.ts';
import { admin } from './school-steps.ts';
import { step, type Step } from './step.ts';
import { dayOf } from './timetable.ts';

const weekdays = [0, 1, 2, 3, 4, 5];

/** The weekly grid that the lessons of the term were planned by, published for the whole term. */
export function gridStep(calendar: Calendar, groups: readonly DemoGroup[]): Step {
  const { from, to } = calendar.term;
  const day = plusDays(from, -3);
  const of = { schoolId: ids.school, versionId: ids.timetable };
  const context = { today: day, replaces: null, lastDay: to, clashes: 0 };
  const title = calendar.term.title;
  return step({
    key: 'timetable',
    at: instantOf(day, '12:30'),
    by: admin,
    stream: streams.timetable(of.schoolId, of.versionId),
    decider: batch(timetableDecider),
    command: [
      { type: 'DraftTimetable', ...of, title, copyOf: null, lessons: groups.flatMap(gridLessonsOf) },
      { type: 'PublishTimetable', from, context },
    ],
  });
}

function gridLessonsOf(group: DemoGroup): GridLesson[] {
  return weekdays.flatMap((weekday) =>
    dayOf(group.klass, weekday).flatMap((code, place) => {
      if (code !== group.code) return [];
      const { slot } = defaultBells[place]!;
      return [
        {
          gridLessonId: ids.gridLesson(`${group.key}/${weekday}/${slot}`),
          groupId: group.groupId,
          weekday,
          slot,
          weeks: 'every' as const,
          teacherId: ids.person(`staff/${group.teacher}`),
          room: roomOf(group),
        },
      ];
    }),
  );
}

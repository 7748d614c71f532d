import { streams, type LessonId } from '@peremena/events';
import { absenceDecider } from '../absence/decider.ts';
import { batch } from '../core/batch.ts';
import { lessonDecider } from '../lesson/decider.ts';
import { instantOf, plusDays } from './calendar.ts';
import { chance } from './chance.ts';
import type { DemoLesson } from './lessons.ts';
import { keyOf } from './mark-steps.ts';
import type { DemoSchool } from './school.ts';
import { adminOf, staffId } from './school-steps.ts';
import { step, type By, type Step } from './step.ts';

const inAbsence = batch(absenceDecider);
const inLesson = batch(lessonDecider);

/** What became of the lessons of teachers who were away. */
export interface StandIns {
  /** Who gave a lesson in the place of its teacher. */
  readonly givers: ReadonlyMap<LessonId, By>;
  readonly cancelled: ReadonlySet<LessonId>;
  readonly steps: readonly Step[];
}
export const nobodyAway: StandIns = { givers: new Map(), cancelled: new Set(), steps: [] };

interface Away {
  readonly teacher: string;
  readonly from: string;
  readonly to: string;
}

/** Teachers fall ill: lessons are given by a colleague who is free, together with the parallel group's lesson, or cancelled; of the days to come some still wait for somebody. */
export function standInsOf(school: DemoSchool, lessons: readonly DemoLesson[]): StandIns {
  if (!school.lively) return nobodyAway;
  const away = awayOf(school);
  const givers = new Map<LessonId, By>();
  const cancelled = new Set<LessonId>();
  const { ids, calendar } = school;
  const by = adminOf(school);
  const steps = away.map(({ teacher, from, to }) =>
    step({
      school,
      key: `absence/${teacher}/${from}`,
      at: instantOf(from, '07:30'),
      by,
      stream: streams.absence(ids.school, staffId(school, teacher)),
      decider: inAbsence,
      command: [
        {
          type: 'ReportAbsence',
          schoolId: ids.school,
          teacherId: staffId(school, teacher),
          absenceId: ids.absence(`${teacher}/${from}`),
          from,
          to,
        },
      ],
    }),
  );
  const free = freeIn(school, lessons, away);
  const beside = besideIn(lessons, away);
  for (const lesson of lessons) {
    const { group, date, lessonId } = lesson;
    const ill = away.find((one) => one.teacher === group.teacher && one.from <= date && date <= one.to);
    // What lies ahead is left for whoever looks at the page of substitutions.
    if (!ill || date > calendar.today) continue;
    const colleague = free.colleague(lesson);
    const other = colleague === null ? beside(lesson) : null;
    const substitute = colleague ?? (other ? null : free.stranger(lesson));
    const key = `${keyOf(lesson)}/change`;
    const reason = 'teacher_absent' as const;
    const order = {
      school,
      key,
      at: instantOf(ill.from, '07:50'),
      by,
      stream: streams.lesson(ids.school, lessonId),
      decider: inLesson,
    };
    if (substitute) {
      const substituteId = staffId(school, substitute);
      const context = { available: true, clashes: [], until: plusDays(date, 7) };
      steps.push(
        step({ ...order, command: [{ type: 'AssignSubstitute' as const, substituteId, reason, saw: null, context }] }),
      );
      givers.set(lessonId, { actorId: substituteId, role: 'teacher', fact: ids.eventOf(key, 0) });
      continue;
    }
    if (other) {
      const { lessonId: withLessonId, room } = other;
      const teacherId = staffId(school, other.group.teacher);
      const context = { other: { teacherId, room }, clashes: [], until: plusDays(date, 7) };
      steps.push(
        step({ ...order, command: [{ type: 'MergeLesson' as const, withLessonId, reason, saw: null, context }] }),
      );
      givers.set(lessonId, { actorId: teacherId, role: 'teacher', fact: ids.eventOf(key, 0) });
    } else {
      steps.push(step({ ...order, command: [{ type: 'CancelLesson' as const, reason, context: { marks: 0 } }] }));
      cancelled.add(lessonId);
    }
  }
  return { givers, cancelled, steps };
}

/** Absences of two to four school days, and one that goes on. Whoever signs in is well. */
function awayOf({ staff, calendar, key }: DemoSchool): Away[] {
  const luck = chance(`away/${key}`);
  const well = new Set(['kravtsova']);
  const teachers = [...staff].filter(([one, { post }]) => post === 'teacher' && !well.has(one)).map(([one]) => one);
  const past = calendar.schoolDays.filter((date) => date < calendar.today);
  const found: Away[] = [];
  for (let many = Math.ceil(teachers.length / 10); many > 0; many -= 1) {
    const teacher = luck.pick(teachers);
    const first = luck.between(3, past.length - 6);
    if (found.some((one) => one.teacher === teacher)) continue;
    found.push({ teacher, from: past[first]!, to: past[first + luck.between(1, 3)]! });
  }
  const ill = luck.pick(teachers.filter((one) => !found.some(({ teacher }) => teacher === one)));
  return [...found, { teacher: ill, from: past.at(-1)!, to: plusDays(calendar.today, 2) }];
}

/** Finds a teacher who has no lesson then, is not away and is at school that day: of the same subject, or of any. */
function freeIn(school: DemoSchool, lessons: readonly DemoLesson[], away: readonly Away[]) {
  const given = new Map<string, { from: string; to: string }[]>();
  const at = (teacher: string, date: string) => `${teacher} ${date}`;
  const busy = (teacher: string, { date, from, to }: DemoLesson) => {
    const place = at(teacher, date);
    const times = given.get(place);
    if (times) times.push({ from, to });
    else given.set(place, [{ from, to }]);
  };
  for (const lesson of lessons) busy(lesson.group.teacher, lesson);
  const teaches = Map.groupBy(school.groups, ({ code }) => code);
  const all = [...new Set(school.groups.map(({ teacher }) => teacher))];
  const among = (teachers: readonly string[], { group, date, from, to }: DemoLesson) =>
    teachers.find(
      (teacher) =>
        teacher !== group.teacher &&
        !away.some((one) => one.teacher === teacher && one.from <= date && date <= one.to) &&
        given.has(at(teacher, date)) &&
        given.get(at(teacher, date))!.every((other) => other.to <= from || to <= other.from),
    );
  const taking = (teachers: readonly string[], lesson: DemoLesson): string | null => {
    const found = among(teachers, lesson);
    if (found) busy(found, lesson);
    return found ?? null;
  };
  return {
    colleague: (lesson: DemoLesson) =>
      taking([...new Set((teaches.get(lesson.group.code) ?? []).map(({ teacher }) => teacher))], lesson),
    // A lesson at the edge of the day is rather let fall than given by a stranger.
    stranger: (lesson: DemoLesson) => (lesson.slot >= 5 ? null : taking(all, lesson)),
  };
}

/** Finds the lesson that a parallel class has in the same subject and hour with a teacher who is there; each takes in one at most. */
function besideIn(lessons: readonly DemoLesson[], away: readonly Away[]) {
  const at = ({ group, date, from, to }: DemoLesson) => [group.code, group.klass.grade, date, from, to].join(' ');
  const inHour = Map.groupBy(lessons, at);
  const hosts = new Set<LessonId>();
  return (lesson: DemoLesson): DemoLesson | null => {
    const found = (inHour.get(at(lesson)) ?? []).find(
      (other) =>
        other.group.teacher !== lesson.group.teacher &&
        !hosts.has(other.lessonId) &&
        !away.some(
          ({ teacher, from, to }) => teacher === other.group.teacher && from <= other.date && other.date <= to,
        ),
    );
    if (found) hosts.add(found.lessonId);
    return found ?? null;
  };
}

import {
  planLessons,
  streams,
  type CommandId,
  type EventId,
  type GroupId,
  type LessonId,
  type LessonStep,
  type PersonId,
  type SchoolId,
  type SubjectId,
  type TermId,
  type TimetableId,
} from '@peremena/events';
import { carryingOut, lessonsKnown, type CarryingOut, type Unfinished } from '@peremena/projections/queries';
import type { CommandMetadata } from '../core/handle-command.ts';
import { todayIn } from '../core/today.ts';
import { uuidv5 } from '../core/uuid.ts';
import type { LessonCommand } from '../lesson/commands.ts';
import { lessonDecider } from '../lesson/decider.ts';
import { lessonIdOf } from '../lesson/lesson-id.ts';
import { schoolDecider } from '../school/decider.ts';
import type { JobParts, Progress } from './timetable-job.ts';

const atOnce = 32;
/** Rounds of comparing and writing; a second one finds what changed meanwhile, more are not expected. */
const rounds = 5;

const readModels = [
  'lessons',
  'lesson_plans',
  'timetable_versions',
  'grid_lessons',
  'special_days',
  'timetable_work',
  'access_facts',
  'marks',
];

/**
 * Makes the lessons of a school those of its timetable and calendar, and notes that it was done. Each round compares what there is with what
 * is wanted, so that a run that was cut off is gone on with, and one that is repeated finds nothing to do. Command ids follow from the
 * cause and the step. Throws what the log throws; nothing is half done but the rest is left for the next time.
 */
export async function carryOutTimetable(
  parts: JobParts,
  work: Unfinished,
  tell: (progress: Progress) => void,
  stopped: () => boolean = () => false,
): Promise<void> {
  const { schoolId } = work;
  const from = todayIn(work.timeZone, parts.clock());
  const sums = { planned: 0, moved: 0, cancelled: 0, restored: 0 };
  const groups = new Set<GroupId>();
  const teachers = new Set<PersonId>();
  let left = 0;
  for (let round = 1; round <= rounds; round += 1) {
    if (!(await parts.waitFor(readModels, await parts.store.head(), 60_000))) throw new Error('read models are behind');
    const compared = await carryingOut(parts.sql, { schoolId, from });
    if (!compared) return;
    const plan = planLessons(compared.asked, compared.standing);
    left = plan.left.length;
    if (plan.steps.length === 0) break;
    const commands = await commandsOf(parts, compared, plan.steps, schoolId as SchoolId);
    let done = 0;
    const queue = commands.values();
    const worker = async () => {
      for (const { step, lessonId, command } of queue) {
        if (stopped()) throw new Error('stopped');
        // The command id follows from all of the command, so it says the same as a hash of it.
        const metadata = metadataOf(parts, work, `${round} ${lessonId} ${JSON.stringify(command)}`);
        const told = await parts.commands({
          stream: streams.lesson(schoolId as SchoolId, lessonId),
          decider: lessonDecider,
          command,
          hash: metadata.commandId,
          metadata,
        });
        if (told.outcome === 'done') count(sums, step);
        groups.add((step.kind === 'plan' ? step.lesson : step.lesson).groupId as GroupId);
        teachers.add(step.lesson.teacherId as PersonId);
        if (step.kind === 'arrange') teachers.add(step.place.teacherId as PersonId);
        tell({ done: (done += 1), total: commands.length });
      }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
  }
  const cause = work.cause as EventId;
  const versionId = work.versionId as TimetableId | null;
  const metadata = metadataOf(parts, work, 'carried out');
  await parts.commands({
    stream: streams.school(schoolId as SchoolId),
    decider: schoolDecider,
    command: {
      type: 'NoteCarriedOut',
      cause,
      versionId,
      from,
      ...sums,
      left,
      groups: [...groups],
      teachers: [...teachers],
    },
    hash: cause,
    metadata,
  });
}

function count(sums: { planned: number; moved: number; cancelled: number; restored: number }, step: LessonStep): void {
  if (step.kind === 'plan') sums.planned += 1;
  else if (step.kind === 'strike') sums.cancelled += 1;
  else if (step.lesson.struck === null) sums.moved += 1;
  else sums.restored += 1;
}

function metadataOf({ clock }: JobParts, { cause, by, schoolId }: Unfinished, name: string): CommandMetadata {
  return {
    commandId: uuidv5(cause, name) as CommandId,
    correlationId: cause,
    causationId: cause,
    actorId: by as PersonId | null,
    actingAs: { role: 'system', fact: null },
    schoolId: schoolId as SchoolId,
    at: clock().toISOString(),
  };
}

interface Ordered {
  readonly step: LessonStep;
  readonly lessonId: LessonId;
  readonly command: LessonCommand;
}

async function commandsOf(
  { sql }: JobParts,
  { asked }: CarryingOut,
  steps: readonly LessonStep[],
  schoolId: SchoolId,
): Promise<readonly Ordered[]> {
  const fresh = await freshIds(
    sql,
    steps.filter((step) => step.kind === 'plan').map(({ lesson }) => lesson),
  );
  return steps.map((step): Ordered => {
    const context = { marks: 0 };
    if (step.kind === 'plan') {
      const { groupId, termId, teacherId, ...place } = step.lesson;
      const lessonId = fresh.get(step.lesson) as LessonId;
      const subjectId = asked.groups.get(groupId)?.subjectId as SubjectId;
      const ids = { schoolId, lessonId, groupId: groupId as GroupId, subjectId, termId: termId as TermId };
      return { step, lessonId, command: { type: 'PlanLesson', ...ids, ...place, teacherId: teacherId as PersonId } };
    }
    const lessonId = step.lesson.id as LessonId;
    if (step.kind === 'strike') {
      return { step, lessonId, command: { type: 'StrikeLesson', reason: step.reason, context } };
    }
    const teacherId = step.place.teacherId as PersonId;
    return { step, lessonId, command: { type: 'ArrangeLesson', ...step.place, teacherId, context } };
  });
}

/** An id for each lesson to be planned: the one that follows from its place, or the next in its row where a lesson left that place. */
async function freshIds<L extends { groupId: string; date: string; slot: number }>(
  sql: JobParts['sql'],
  lessons: readonly L[],
): Promise<ReadonlyMap<L, LessonId>> {
  const ids = new Map(lessons.map((one) => [one, lessonIdOf(one.groupId as GroupId, one.date, one.slot)]));
  for (;;) {
    const known = await lessonsKnown(sql, [...ids.values()]);
    const taken = [...ids].filter(([, id]) => known.has(id));
    if (taken.length === 0) return ids;
    for (const [lesson, id] of taken) ids.set(lesson, uuidv5(id, 'next') as LessonId);
  }
}

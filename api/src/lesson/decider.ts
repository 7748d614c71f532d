import type { AttendanceCode, EventOf, LessonEvent, LessonId, LessonPlanned, PersonId } from '@peremena/events';
import { Refusal, type Decider } from '../core/decider.ts';
import { change, changed } from './change.ts';
import type { AddLesson, LessonCommand } from './commands.ts';
import { settle } from './settle.ts';

type Place = EventOf<typeof LessonPlanned>['data'];
/** A lesson as its events leave it. */
export interface Lesson extends Place {
  readonly outside: boolean;
  readonly cancelled: boolean;
  /** Cancelled by timetable or calendar, not by a person. */
  readonly struck: boolean;
  readonly substituteId: PersonId | null;
  /** The lesson it is given together with, by the substitute. */
  readonly togetherId: LessonId | null;
  readonly topic: string | null;
  readonly homework: { readonly text: string; readonly dueOn: string | null } | null;
  readonly rollTaken: boolean;
  /** Those who were not simply present. */
  readonly codes: ReadonlyMap<PersonId, AttendanceCode>;
}
export type LessonState = Lesson | null;
type Of<T extends LessonCommand['type']> = Extract<LessonCommand, { type: T }>;

/** Rules of one lesson: its place in the day, roll, topic, homework. */
export const lessonDecider: Decider<LessonState, LessonCommand, LessonEvent> = {
  initialState: null,
  decide(state, command) {
    if (command.type === 'PlanLesson') return plan(state, command);
    if (command.type === 'AddLesson') return add(state, command);
    if (!state) throw new Refusal('lesson_unknown');
    switch (command.type) {
      case 'AssignSubstitute':
      case 'MergeLesson':
      case 'CancelLesson':
      case 'RestoreLesson':
      case 'MoveLesson':
        return change(state, command);
      case 'ArrangeLesson':
      case 'StrikeLesson':
        return settle(state, command);
      case 'TakeAttendance':
        return takeAttendance(state, command);
      case 'NoteAttendance':
        return noteAttendance(state, command);
      case 'SetTopic':
        return setTopic(state, command);
      case 'SetHomework':
        return setHomework(state, command);
    }
  },
  evolve(state, event) {
    if (event.type === 'LessonPlanned' || event.type === 'LessonAddedOutsideTimetable') {
      const outside = event.type === 'LessonAddedOutsideTimetable';
      const plain = {
        cancelled: false,
        struck: false,
        substituteId: null,
        togetherId: null,
        topic: null,
        homework: null,
      };
      return { ...event.data, outside, ...plain, rollTaken: false, codes: new Map() };
    }
    if (!state) return state;
    switch (event.type) {
      case 'AttendanceTaken': {
        const { present, exceptions } = event.data;
        const codes = new Map(state.codes);
        for (const pupilId of present) codes.delete(pupilId);
        for (const { pupilId, code } of exceptions) codes.set(pupilId, code);
        return { ...state, rollTaken: true, codes };
      }
      case 'AttendanceCorrected': {
        const { pupilId, after } = event.data;
        const codes = new Map(state.codes);
        if (after) codes.set(pupilId, after);
        else codes.delete(pupilId);
        return { ...state, codes };
      }
      case 'LessonTopicSet':
        return { ...state, topic: event.data.topic };
      case 'HomeworkSet':
        return { ...state, homework: { text: event.data.text, dueOn: event.data.dueOn } };
      case 'HomeworkWithdrawn':
        return { ...state, homework: null };
      default:
        return changed(state, event);
    }
  },
};

const idsOf = ({ schoolId, lessonId, groupId }: Lesson) => ({ schoolId, lessonId, groupId });

function plan(state: LessonState, { type: _, ...place }: Of<'PlanLesson'>): LessonEvent[] {
  if (!state) return [{ type: 'LessonPlanned', data: place }];
  const same = Object.entries(place).every(([field, value]) => state[field as keyof Place] === value);
  if (!same) throw new Refusal('lesson_exists', { lessonId: state.lessonId });
  return [];
}

/** The term a lesson counts in is the shortest that holds its date: terms of imported schools lie inside one another. */
function add(state: LessonState, { type: _, context, ...wanted }: AddLesson): LessonEvent[] {
  if (state) throw new Refusal('lesson_exists', { lessonId: state.lessonId });
  const days = (term: { from: string; to: string }) => Date.parse(term.to) - Date.parse(term.from);
  const [term] = context.terms
    .filter(({ from, to }) => from <= wanted.date && wanted.date <= to)
    .toSorted((a, b) => days(a) - days(b) || (a.id < b.id ? -1 : 1));
  if (!term) throw new Refusal('lesson_outside_term', { date: wanted.date });
  if (!context.open) throw new Refusal('day_off', { date: wanted.date });
  const bell = context.bells.find(({ slot }) => slot === wanted.slot);
  if (!bell) throw new Refusal('no_such_bell', { slot: wanted.slot });
  if (context.clashes.length > 0) throw new Refusal('lesson_clashes', { clashes: context.clashes });
  return [{ type: 'LessonAddedOutsideTimetable', data: { ...wanted, termId: term.id, from: bell.from, to: bell.to } }];
}

/** The first roll names everybody; a later one says only what changed, pupil by pupil. */
function takeAttendance(lesson: Lesson, { exceptions, context: { members } }: Of<'TakeAttendance'>): LessonEvent[] {
  if (lesson.cancelled) throw new Refusal('lesson_is_cancelled');
  const wanted = new Map(exceptions.map(({ pupilId, code }) => [pupilId, code]));
  inGroup([...wanted.keys()], members);
  if (!lesson.rollTaken) {
    const present = members.filter((pupilId) => !wanted.has(pupilId));
    return [{ type: 'AttendanceTaken', data: { ...idsOf(lesson), present, exceptions } }];
  }
  return members.flatMap((pupilId) => correct(lesson, pupilId, wanted.get(pupilId) ?? null));
}

function noteAttendance(lesson: Lesson, { pupilId, code, saw, context }: Of<'NoteAttendance'>): LessonEvent[] {
  if (lesson.cancelled) throw new Refusal('lesson_is_cancelled');
  inGroup([pupilId], context.members);
  const events = correct(lesson, pupilId, code);
  const current = lesson.codes.get(pupilId) ?? null;
  if (events.length > 0 && saw !== current) throw new Refusal('attendance_changed', { pupilId, yours: code, current });
  return events;
}

function correct(lesson: Lesson, pupilId: PersonId, after: AttendanceCode | null): LessonEvent[] {
  const before = lesson.codes.get(pupilId) ?? null;
  return before === after ? [] : [{ type: 'AttendanceCorrected', data: { ...idsOf(lesson), pupilId, before, after } }];
}

function setTopic(lesson: Lesson, { topic, saw }: Of<'SetTopic'>): LessonEvent[] {
  if (topic === lesson.topic) return [];
  if (saw !== lesson.topic) throw new Refusal('topic_changed', { yours: topic, current: lesson.topic });
  return [{ type: 'LessonTopicSet', data: { ...idsOf(lesson), topic } }];
}

function setHomework(lesson: Lesson, { text, dueOn, saw }: Of<'SetHomework'>): LessonEvent[] {
  const current = lesson.homework;
  if (text === (current?.text ?? null) && (text === null || dueOn === current?.dueOn)) return [];
  if (saw !== (current?.text ?? null))
    throw new Refusal('homework_changed', { yours: text, current: current?.text ?? null });
  if (text === null) return [{ type: 'HomeworkWithdrawn', data: idsOf(lesson) }];
  if (dueOn !== null && dueOn <= lesson.date) throw new Refusal('homework_due_early', { dueOn, date: lesson.date });
  return [{ type: 'HomeworkSet', data: { ...idsOf(lesson), text, dueOn } }];
}

function inGroup(pupils: readonly PersonId[], members: readonly PersonId[]): void {
  const strangers = pupils.filter((pupilId) => !members.includes(pupilId));
  if (strangers.length > 0) throw new Refusal('pupil_not_in_group', { pupils: strangers });
}

import { clashPlace, type GridLesson, type TimetableEvent } from '@peremena/events';
import { Refusal, type Decider } from '../core/decider.ts';
import type { TimetableCommand } from './commands.ts';

interface Version {
  readonly schoolId: Extract<TimetableEvent, { type: 'TimetableDrafted' }>['data']['schoolId'];
  readonly versionId: Extract<TimetableEvent, { type: 'TimetableDrafted' }>['data']['versionId'];
  readonly state: 'draft' | 'published' | 'withdrawn';
  readonly from: string | null;
  readonly lessons: ReadonlyMap<string, GridLesson>;
  readonly accepted: ReadonlySet<string>;
}
export type VersionState = Version | null;
type Of<T extends TimetableCommand['type']> = Extract<TimetableCommand, { type: T }>;

/** Lessons one version may have: enough for a school of 60 classes, and all of them fit one append. */
export const mostLessons = 2_400;
const perEvent = 300;

/** Rules of one version of the weekly grid: it is drafted, its lessons are placed, moved and removed, it is published once. */
export const timetableDecider: Decider<VersionState, TimetableCommand, TimetableEvent> = {
  initialState: null,
  decide(state, command) {
    if (command.type === 'DraftTimetable') return draft(state, command);
    if (!state) throw new Refusal('timetable_unknown');
    if (command.type === 'PublishTimetable' && state.state === 'published' && state.from === command.from) return [];
    if (command.type === 'WithdrawDraft' && state.state === 'withdrawn') return [];
    if (state.state !== 'draft') throw new Refusal('timetable_not_draft', { state: state.state });
    const { schoolId, versionId } = state;
    const ids = { schoolId, versionId };
    switch (command.type) {
      case 'PlaceGridLessons':
        return place(state, command.lessons);
      case 'ChangeGridLesson': {
        const before = seen(state, command);
        const after = { ...before, ...command.to };
        if (same(before, after)) return [];
        return [{ type: 'GridLessonChanged', data: { ...ids, before, after } }];
      }
      case 'RemoveGridLesson': {
        if (!state.lessons.has(command.gridLessonId)) return [];
        const { gridLessonId } = seen(state, command);
        return [{ type: 'GridLessonRemoved', data: { ...ids, gridLessonId } }];
      }
      case 'AcceptClash':
        return accept(state, command);
      case 'PublishTimetable':
        return publish(state, command);
      case 'WithdrawDraft':
        return [{ type: 'TimetableDraftWithdrawn', data: ids }];
    }
  },
  evolve(state, event) {
    if (event.type === 'TimetableDrafted') {
      const { schoolId, versionId } = event.data;
      return { schoolId, versionId, state: 'draft', from: null, lessons: new Map(), accepted: new Set() };
    }
    if (!state) return state;
    const lessons = new Map(state.lessons);
    switch (event.type) {
      case 'GridLessonsPlaced':
        for (const lesson of event.data.lessons) lessons.set(lesson.gridLessonId, lesson);
        return { ...state, lessons };
      case 'GridLessonChanged':
        return { ...state, lessons: lessons.set(event.data.after.gridLessonId, event.data.after) };
      case 'GridLessonRemoved':
        lessons.delete(event.data.gridLessonId);
        return { ...state, lessons };
      case 'ClashAccepted': {
        const { kind, first, second, at } = event.data;
        return { ...state, accepted: new Set(state.accepted).add([kind, first, second, at].join(' ')) };
      }
      case 'TimetablePublished':
        return { ...state, state: 'published', from: event.data.from };
      case 'TimetableDraftWithdrawn':
        return { ...state, state: 'withdrawn' };
    }
  },
};

function draft(
  state: VersionState,
  { schoolId, versionId, title, copyOf, lessons }: Of<'DraftTimetable'>,
): TimetableEvent[] {
  if (state) return [];
  return [
    { type: 'TimetableDrafted', data: { schoolId, versionId, title, copyOf } },
    ...placed({ schoolId, versionId, lessons: new Map() }, lessons),
  ];
}

const place = (version: Version, lessons: readonly GridLesson[]) =>
  placed(
    version,
    lessons.filter(({ gridLessonId }) => !version.lessons.has(gridLessonId)),
  );

function placed(
  { schoolId, versionId, lessons: there }: Pick<Version, 'schoolId' | 'versionId' | 'lessons'>,
  lessons: readonly GridLesson[],
): TimetableEvent[] {
  if (there.size + lessons.length > mostLessons) throw new Refusal('grid_full', { most: mostLessons });
  return Array.from({ length: Math.ceil(lessons.length / perEvent) }, (_, at) => ({
    type: 'GridLessonsPlaced',
    data: { schoolId, versionId, lessons: lessons.slice(at * perEvent, (at + 1) * perEvent) },
  }));
}

type Place = Of<'ChangeGridLesson'>['saw'];
const same = (a: Place, b: Place): boolean =>
  a.groupId === b.groupId &&
  a.weekday === b.weekday &&
  a.slot === b.slot &&
  a.weeks === b.weeks &&
  a.teacherId === b.teacherId &&
  a.room === b.room;

/** The lesson, if it still stands where the page showed it. */
function seen(
  { lessons }: Version,
  { gridLessonId, saw, ...command }: Of<'ChangeGridLesson'> | Of<'RemoveGridLesson'>,
): GridLesson {
  const lesson = lessons.get(gridLessonId);
  if (!lesson) throw new Refusal('grid_lesson_unknown');
  const repeated = 'to' in command && same(lesson, command.to);
  if (!same(lesson, saw) && !repeated) throw new Refusal('grid_lesson_changed', { current: lesson });
  return lesson;
}

function accept(version: Version, { kind, first, second }: Of<'AcceptClash'>): TimetableEvent[] {
  const { schoolId, versionId, lessons, accepted } = version;
  const [one, other] = [lessons.get(first), lessons.get(second)];
  if (!one || !other) throw new Refusal('grid_lesson_unknown');
  const at = clashPlace(one, other);
  if (accepted.has([kind, first, second, at].join(' '))) return [];
  return [{ type: 'ClashAccepted', data: { schoolId, versionId, kind, first, second, at } }];
}

function publish(version: Version, { from, context }: Of<'PublishTimetable'>): TimetableEvent[] {
  const { schoolId, versionId, lessons } = version;
  if (lessons.size === 0) throw new Refusal('grid_empty');
  if (from < context.today) throw new Refusal('publish_in_past', { today: context.today });
  if (context.lastDay === null || from > context.lastDay)
    throw new Refusal('publish_outside_terms', { lastDay: context.lastDay });
  if (context.clashes > 0) throw new Refusal('timetable_clashes', { clashes: context.clashes });
  const replaces = context.replaces;
  return [{ type: 'TimetablePublished', data: { schoolId, versionId, from, replaces } }];
}

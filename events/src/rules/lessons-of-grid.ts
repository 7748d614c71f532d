import type { GridLesson } from '../timetable.ts';
import { bellsOn, schoolDay, weekParity, type SchoolDays } from './school-days.ts';
import { teacherOn, type Teaches } from './teaching.ts';

interface Term {
  readonly id: string;
  readonly from: string;
  readonly to: string;
}
/** A published version: its lessons are given from that day on, until a later version takes over or the school year ends. */
export interface PublishedGrid {
  readonly versionId: string;
  readonly from: string;
  readonly lessons: readonly GridLesson[];
}
export interface GridGroup {
  readonly classId: string | null;
  readonly subjectId: string;
}

/** Where and by whom a lesson is to be given. */
export interface Place {
  readonly date: string;
  readonly slot: number;
  readonly from: string;
  readonly to: string;
  readonly room: string | null;
  readonly teacherId: string;
}
export interface WantedLesson extends Place {
  readonly groupId: string;
  readonly termId: string;
}

/** A lesson as it stands; `planned` is where timetable or planner put it last, whatever people did with that one lesson since. */
export interface StandingLesson extends WantedLesson {
  readonly id: string;
  readonly planned: { readonly date: string; readonly slot: number };
  /** The roll was called or marks were given. */
  readonly held: boolean;
  /** A person moved or cancelled it. */
  readonly byHand: boolean;
  /** A person cancelled it. */
  readonly off?: boolean;
  /** What its marks will be for was set: it may move, and is not taken away. */
  readonly work: boolean;
  /** Cancelled by timetable or calendar. */
  readonly struck: 'timetable' | 'day_off' | null;
}

export type LessonStep =
  | { readonly kind: 'plan'; readonly lesson: WantedLesson }
  | { readonly kind: 'arrange'; readonly lesson: StandingLesson; readonly place: Place }
  | { readonly kind: 'strike'; readonly lesson: StandingLesson; readonly reason: 'timetable' | 'day_off' };

/** What is to be done so that lessons are those of the grid, and the lessons that would have to change but are left alone. */
export interface LessonPlan {
  readonly steps: readonly LessonStep[];
  readonly left: readonly StandingLesson[];
  /** Lessons of the grid for which no bell rings on their day. */
  readonly unrung: readonly WantedLesson[];
}

export interface GridAsked {
  readonly days: SchoolDays;
  readonly terms: readonly Term[];
  readonly grids: readonly PublishedGrid[];
  readonly groups: ReadonlyMap<string, GridGroup>;
  /** Who teaches each group, by date: a lesson follows its group to another teacher. */
  readonly teaching?: ReadonlyMap<string, readonly Teaches[]>;
  /** The first day that may be touched. */
  readonly from: string;
}

/** The dates of all terms from a day on, each with its term: the shortest one that holds it. */
function datesOf({ terms, from }: GridAsked): ReadonlyMap<string, Term> {
  const found = new Map<string, Term>();
  const length = (term: Term) => Date.parse(term.to) - Date.parse(term.from);
  const order = terms.toSorted((a, b) => length(a) - length(b) || (a.id < b.id ? -1 : 1));
  for (const term of order) {
    const day = new Date(`${term.from < from ? from : term.from}T00:00:00Z`);
    for (;;) {
      const date = day.toISOString().slice(0, 10);
      if (date > term.to) break;
      if (!found.has(date)) found.set(date, term);
      day.setUTCDate(day.getUTCDate() + 1);
    }
  }
  return found;
}

/** The version lessons are given by on a date: of those published the last one that has begun. */
export function gridOn(grids: readonly PublishedGrid[], date: string): PublishedGrid | null {
  return grids.reduce<PublishedGrid | null>(
    (best, grid) => (grid.from <= date && (best === null || best.from <= grid.from) ? grid : best),
    null,
  );
}

/** Days between two terms from which on the break is one of summer: holidays within a year are shorter, summers everywhere are longer. */
const summer = 35;

/** The last day of the school year that goes on or comes next on a date: of the terms up to the next summer. Null where none is left. */
export function lastDayOfYear(terms: readonly Pick<Term, 'from' | 'to'>[], date: string): string | null {
  const ahead = terms.filter(({ to }) => to >= date).toSorted((a, b) => (a.from < b.from ? -1 : 1));
  let last: string | null = null;
  for (const { from, to } of ahead) {
    if (last !== null && Date.parse(from) - Date.parse(last) > summer * 86_400_000) break;
    if (last === null || to > last) last = to;
  }
  return last;
}

/** The version in force on a date; a version is for the school year it begins in, the next one wants its own. */
function gridsIn({ grids, terms }: GridAsked): (date: string) => PublishedGrid | null {
  const ends = new Map(grids.map((grid) => [grid, lastDayOfYear(terms, grid.from) ?? grid.from]));
  return (date) => {
    const grid = gridOn(grids, date);
    return grid && date <= (ends.get(grid) ?? date) ? grid : null;
  };
}

/** Every lesson that the grids in force give from a day on, to the end of their school years, days off left out. */
export function lessonsOfGrid(asked: GridAsked): { wanted: readonly WantedLesson[]; unrung: readonly WantedLesson[] } {
  const wanted: WantedLesson[] = [];
  const unrung: WantedLesson[] = [];
  const gridOf = gridsIn(asked);
  for (const [date, term] of datesOf(asked)) {
    const day = schoolDay(asked.days, date);
    const grid = day.open ? gridOf(date) : null;
    const parity = weekParity(date);
    for (const lesson of grid?.lessons ?? []) {
      if (lesson.weekday !== day.weekday || (lesson.weeks !== 'every' && lesson.weeks !== parity)) continue;
      const { groupId, slot, room } = lesson;
      const teacherId = teacherOn(asked.teaching?.get(groupId) ?? [], lesson.teacherId, date);
      const classId = asked.groups.get(groupId)?.classId ?? null;
      const bell = bellsOn(asked.days, date, { groupId, classId }).find((one) => one.slot === slot);
      const place = { groupId, termId: term.id, date, slot, teacherId, room };
      if (bell) wanted.push({ ...place, from: bell.from, to: bell.to });
      else unrung.push({ ...place, from: '', to: '' });
    }
  }
  return { wanted, unrung };
}

const placeOf = ({ date, slot, from, to, room, teacherId }: Place): Place => ({
  date,
  slot,
  from,
  to,
  room,
  teacherId,
});
const differs = (a: Place, b: Place): boolean =>
  a.date !== b.date ||
  a.slot !== b.slot ||
  a.from !== b.from ||
  a.to !== b.to ||
  a.room !== b.room ||
  a.teacherId !== b.teacherId;
const at = ({ groupId }: { groupId: string }, { date, slot }: { date: string; slot: number }) =>
  `${groupId} ${date} ${slot}`;
const inTime = (a: { date: string; slot: number }, b: { date: string; slot: number }) =>
  a.date < b.date ? -1 : a.date > b.date ? 1 : a.slot - b.slot;

/** The Monday of a date's week: a lesson moves within its week, so that what was given for it stays near. */
function weekOf(date: string): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7));
  return day.toISOString().slice(0, 10);
}
const within = (groupId: string, termId: string, date: string) => `${groupId} ${termId} ${weekOf(date)}`;

/**
 * Compares the lessons there are with those the grids give. A lesson whose place is another one moves within its week and term, so it keeps
 * its homework and its id; what is left over is struck, what is missing is planned. Held lessons and those a person changed are left alone.
 * Where no version is in force lessons keep their places: they are struck on days off, given back after, and follow the bells
 * and the teachers of their groups.
 */
export function planLessons(asked: GridAsked, standing: readonly StandingLesson[]): LessonPlan {
  const { wanted, unrung } = lessonsOfGrid(asked);
  const steps: LessonStep[] = [];
  const left: StandingLesson[] = [];
  const gridOf = gridsIn(asked);
  const open = new Map(wanted.map((lesson) => [at(lesson, lesson), lesson]));
  const loose: StandingLesson[] = [];
  // Of two that were planned for one place the one that is given goes first.
  const ordered = standing.toSorted((a, b) => Number(a.struck !== null) - Number(b.struck !== null) || inTime(a, b));
  for (const lesson of ordered) {
    if (lesson.planned.date < asked.from || lesson.date < asked.from) continue;
    if (!gridOf(lesson.planned.date)) {
      steps.push(...withoutGrid(asked, lesson, left));
      continue;
    }
    const key = at(lesson, lesson.planned);
    const place = open.get(key);
    if (!place) {
      loose.push(lesson);
      continue;
    }
    open.delete(key);
    if (lesson.byHand && lesson.struck === null) {
      // It keeps the place a person gave it, and still follows its group to another teacher.
      const own = { ...placeOf(lesson), teacherId: place.teacherId };
      if (!lesson.off && !lesson.held && differs(lesson, own)) steps.push({ kind: 'arrange', lesson, place: own });
      continue;
    }
    if (lesson.struck === null && !differs(lesson, place)) continue;
    if (lesson.held) left.push(lesson);
    else steps.push({ kind: 'arrange', lesson, place: placeOf(place) });
  }
  const missing = Map.groupBy([...open.values()].toSorted(inTime), (one) => within(one.groupId, one.termId, one.date));
  for (const lesson of loose.toSorted(inTime)) {
    if (lesson.struck !== null) continue;
    if (lesson.held || lesson.byHand) {
      left.push(lesson);
      continue;
    }
    const place = missing.get(within(lesson.groupId, lesson.termId, lesson.planned.date))?.shift();
    if (place) steps.push({ kind: 'arrange', lesson, place: placeOf(place) });
    else if (lesson.work) left.push(lesson);
    else
      steps.push({ kind: 'strike', lesson, reason: schoolDay(asked.days, lesson.date).open ? 'timetable' : 'day_off' });
  }
  for (const list of missing.values()) for (const lesson of list) steps.push({ kind: 'plan', lesson });
  return { steps, left, unrung };
}

function withoutGrid(asked: GridAsked, lesson: StandingLesson, left: StandingLesson[]): LessonStep[] {
  const { open } = schoolDay(asked.days, lesson.date);
  if (!open) {
    if (lesson.struck !== null) return [];
    if (!lesson.held && !lesson.work) return [{ kind: 'strike', lesson, reason: 'day_off' }];
    left.push(lesson);
    return [];
  }
  if (lesson.struck === 'timetable' || lesson.held || lesson.off) return [];
  const classId = asked.groups.get(lesson.groupId)?.classId ?? null;
  const bells = bellsOn(asked.days, lesson.date, { groupId: lesson.groupId, classId });
  const bell = bells.find(({ slot }) => slot === lesson.slot);
  const teacherId = teacherOn(asked.teaching?.get(lesson.groupId) ?? [], lesson.teacherId, lesson.date);
  const place = { ...placeOf(lesson), teacherId, from: bell?.from ?? lesson.from, to: bell?.to ?? lesson.to };
  return lesson.struck === null && !differs(lesson, place) ? [] : [{ kind: 'arrange', lesson, place }];
}

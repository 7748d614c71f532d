import type { GridLesson, GridLessonId, GroupId, PersonId } from '@peremena/events';
import type { GridGroupNamed, Named } from '@peremena/projections/queries';
import { uuidv5 } from '../../core/uuid.ts';
import { dayIn, folded, lessonIn, weeksIn, type GridColumn, titled } from './columns.ts';
import type { GridRow } from './read-grid-file.ts';
import { teachersNamed } from './teachers-named.ts';

/** Why a row is not taken. */
export const rowReasons = [
  'cell_missing',
  'cell_formula',
  'day_unknown',
  'lesson_unknown',
  'lesson_without_bell',
  'class_unknown',
  'subject_unknown',
  'group_unknown',
  'group_needed',
  'teacher_unknown',
  'teacher_needed',
  'teacher_ambiguous',
  'room_unknown',
  'weeks_unknown',
  'row_twice',
  'lesson_differs',
] as const;
export type RowReason = (typeof rowReasons)[number];

/** What becomes of a row. A row without day and lesson is left aside: it names a lesson that has no place yet. */
export interface RowFate {
  readonly sheet: string | null;
  readonly row: number;
  readonly fate: 'added' | 'unchanged' | 'refused';
  readonly column: GridColumn | null;
  readonly reason: RowReason | null;
}

/** A name in the file that is several teachers', as it is written first. */
export interface NameAsked {
  readonly name: string;
  readonly teachers: readonly string[];
}

export interface GridPlan {
  readonly rows: readonly RowFate[];
  readonly aside: number;
  /** The lessons to be placed. */
  readonly lessons: readonly GridLesson[];
  readonly asked: readonly NameAsked[];
}

export interface PlanAsked {
  readonly versionId: string;
  readonly groups: readonly GridGroupNamed[];
  readonly teachers: readonly Named[];
  /** Of the draft. */
  readonly lessons: readonly GridLesson[];
  /** Named rooms of the school; none: any room will do. */
  readonly rooms: readonly string[];
  /** Every lesson number some bell rings for. */
  readonly slots: ReadonlySet<number>;
  /** Which teacher a name means, where it was asked. */
  readonly answers: ReadonlyMap<string, string>;
}

class Refused extends Error {
  readonly column: GridColumn;
  readonly reason: RowReason;
  constructor(column: GridColumn, reason: RowReason) {
    super(reason);
    this.column = column;
    this.reason = reason;
  }
}

/** What a file of a grid would do to a draft, row by row. Pure; the same file again finds all its lessons there. */
export function planGrid(rows: readonly GridRow[], asked: PlanAsked): GridPlan {
  const fates: RowFate[] = [];
  const lessons: GridLesson[] = [];
  const open = new Map<string, NameAsked>();
  const there = new Map(asked.lessons.map((lesson) => [placeOf(lesson), lesson]));
  const ids = new Set(asked.lessons.map(({ gridLessonId }) => gridLessonId as string));
  const read = new Set<string>();
  let aside = 0;
  for (const one of rows) {
    const { sheet, row, cells } = one;
    if (cells.day === undefined && cells.lesson === undefined) {
      aside += 1;
      continue;
    }
    try {
      const place = lessonOf(one, asked, open);
      const key = placeOf(place);
      if (read.has(key)) throw new Refused('lesson', 'row_twice');
      read.add(key);
      const known = there.get(key);
      if (known && (known.teacherId !== place.teacherId || known.room !== place.room))
        throw new Refused(known.teacherId === place.teacherId ? 'room' : 'teacher', 'lesson_differs');
      if (!known) lessons.push({ gridLessonId: freshId(asked.versionId, place, ids), ...place });
      fates.push({ sheet, row, fate: known ? 'unchanged' : 'added', column: null, reason: null });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      fates.push({ sheet, row, fate: 'refused', column: error.column, reason: error.reason });
    }
  }
  return { rows: fates, aside, lessons, asked: [...open.values()] };
}

type Place = Omit<GridLesson, 'gridLessonId'>;
const placeOf = ({ groupId, weekday, slot, weeks }: Place) => [groupId, weekday, slot, weeks].join(' ');

/** An id that follows from the version and the lesson, so that a repeat is one; the next in its row where that lesson was moved away. */
function freshId(versionId: string, place: Place, taken: Set<string>): GridLessonId {
  let id = uuidv5(versionId, `${placeOf(place)} ${place.teacherId} ${place.room ?? ''}`);
  while (taken.has(id)) id = uuidv5(id, 'next');
  taken.add(id);
  return id as GridLessonId;
}

function lessonOf({ cells }: GridRow, asked: PlanAsked, open: Map<string, NameAsked>): Place {
  const formula = Object.entries(cells).find(([, text]) => /^[=+@]/.test(text));
  if (formula) throw new Refused(formula[0] as GridColumn, 'cell_formula');
  const cell = (column: GridColumn): string => {
    const text = cells[column];
    if (text === undefined) throw new Refused(column, 'cell_missing');
    return text;
  };
  const weekday = dayIn(cell('day'));
  if (weekday === null) throw new Refused('day', 'day_unknown');
  const slot = lessonIn(cell('lesson'));
  if (slot === null) throw new Refused('lesson', 'lesson_unknown');
  if (!asked.slots.has(slot)) throw new Refused('lesson', 'lesson_without_bell');
  const group = groupOf(cells, cell, asked);
  const weeks = weeksIn(cells.weeks ?? '');
  if (weeks === null) throw new Refused('weeks', 'weeks_unknown');
  const teacherId = teacherOf(cells.teacher, group, asked, open) as PersonId;
  return { groupId: group.id as GroupId, weekday, slot, weeks, teacherId, room: roomOf(cells.room, asked) };
}

function groupOf(
  cells: GridRow['cells'],
  cell: (column: GridColumn) => string,
  { groups }: Pick<PlanAsked, 'groups'>,
): GridGroupNamed {
  const subject = titled(cell('subject'));
  const named = titled(cells.group ?? '');
  const ofClass =
    cells.class === undefined && named !== ''
      ? groups.filter(({ classId }) => classId === null)
      : groups.filter(({ classTitle }) => classTitle !== null && titled(classTitle) === titled(cell('class')));
  if (ofClass.length === 0) throw new Refused('class', 'class_unknown');
  const ofSubject = ofClass.filter((group) => titled(group.subject) === subject);
  if (ofSubject.length === 0) throw new Refused('subject', 'subject_unknown');
  const [only, ...more] = ofSubject;
  if (named === '') {
    if (only && more.length === 0) return only;
    throw new Refused('group', 'group_needed');
  }
  const found = ofSubject.filter(({ title }) => titled(title) === named);
  if (!found[0]) throw new Refused('group', 'group_unknown');
  if (found.length > 1) throw new Refused('group', 'group_needed');
  return found[0];
}

function teacherOf(
  name: string | undefined,
  group: GridGroupNamed,
  { teachers, answers }: PlanAsked,
  open: Map<string, NameAsked>,
): string {
  if (name === undefined) {
    const [only, ...more] = group.teachers;
    if (only === undefined || more.length > 0) throw new Refused('teacher', 'teacher_needed');
    return only;
  }
  const found = teachersNamed(name, teachers);
  const key = folded(name);
  const answer = found.find(({ id }) => id === answers.get(key));
  if (answer) return answer.id;
  if (found.length === 0) throw new Refused('teacher', 'teacher_unknown');
  if (found[0] && found.length === 1) return found[0].id;
  if (!open.has(key)) open.set(key, { name, teachers: found.map(({ id }) => id) });
  throw new Refused('teacher', 'teacher_ambiguous');
}

function roomOf(text: string | undefined, { rooms }: Pick<PlanAsked, 'rooms'>): string | null {
  if (text === undefined) return null;
  const found = rooms.find((room) => titled(room) === titled(text));
  if (found !== undefined) return found;
  if (rooms.length > 0 || text.length > 40) throw new Refused('room', 'room_unknown');
  return text;
}

import type { AnswerOf, Api } from '#lib/answers.ts';

export type Grid = AnswerOf<Api['schools'][':schoolId']['timetables'][':versionId']['$get']>;
export type GridLesson = Grid['lessons'][number];
export type GridGroup = Grid['groups'][number];

/** What is shown of a grid: `class:ID`, `teacher:ID`, `room:NAME` or `group:ID`; the first class where nothing fits. */
export function shownOf(grid: Grid, asked: string | null): string {
  const cut = asked?.indexOf(':') ?? -1;
  const [kind, value] = [asked?.slice(0, cut) ?? '', asked?.slice(cut + 1) ?? ''];
  const known =
    (kind === 'class' && grid.groups.some(({ classId }) => classId === value)) ||
    (kind === 'teacher' && grid.teachers.some(({ id }) => id === value)) ||
    (kind === 'group' && grid.groups.some(({ id }) => id === value)) ||
    (kind === 'room' && value !== '');
  if (asked !== null && known) return asked;
  const first = grid.groups.find(({ classId }) => classId !== null);
  return first ? `class:${first.classId}` : grid.groups[0] ? `group:${grid.groups[0].id}` : '';
}

/** The lessons of a grid that belong to what is shown. */
export function lessonsShown(grid: Grid, shown: string): readonly GridLesson[] {
  const [kind = '', value = ''] = [shown.slice(0, shown.indexOf(':')), shown.slice(shown.indexOf(':') + 1)];
  const groups = new Map(grid.groups.map((group) => [group.id, group]));
  return grid.lessons.filter((lesson) => {
    if (kind === 'teacher') return lesson.teacherId === value;
    if (kind === 'room') return lesson.room === value;
    if (kind === 'group') return lesson.groupId === value;
    return groups.get(lesson.groupId)?.classId === value;
  });
}

/** Every class of the grid once, in the order of the groups. */
export function classesOf({
  groups,
}: Pick<Grid, 'groups'>): readonly { readonly id: string; readonly title: string }[] {
  return [
    ...new Map(groups.flatMap(({ classId, classTitle }) => (classId === null ? [] : [[classId, classTitle ?? '']]))),
  ].map(([id, title]) => ({ id: id ?? '', title: title ?? '' }));
}

/** The slots to show: those that ring, and those lessons stand in. */
export function slotsOf({ bells, lessons }: Pick<Grid, 'bells' | 'lessons'>): readonly number[] {
  return [...new Set([...bells, ...lessons].map(({ slot }) => slot))].toSorted((a, b) => a - b);
}

/** Rooms of the school and of the grid. */
export function roomsOf({ rooms, lessons }: Pick<Grid, 'rooms' | 'lessons'>): readonly string[] {
  const all = [...rooms.map(({ room }) => room), ...lessons.flatMap(({ room }) => room ?? [])];
  return [...new Set(all)].toSorted((a, b) => a.localeCompare(b, 'ru', { numeric: true }));
}

/** A lesson's place as a form sends it back: what the page showed. */
export const sawOf = ({ groupId, weekday, slot, weeks, teacherId, room }: GridLesson): string =>
  JSON.stringify({ groupId, weekday, slot, weeks, teacherId, room });

/** What a lesson is to be, as its form holds it: still without a place that is settled. */
export interface Wanted {
  readonly groupId: string;
  readonly teacherId: string;
  readonly weeks: string;
  readonly room: string;
  readonly weekday: string;
  readonly slot: string;
}
type Asked = Readonly<Partial<Record<keyof Wanted, string | undefined>>>;

/** The groups a form offers: all for a lesson that is there already or for a room, else those of what is shown. */
export function groupsOffered(grid: Grid, shown: string, picked: GridLesson | undefined): readonly GridGroup[] {
  const [kind = '', value = ''] = [shown.slice(0, shown.indexOf(':')), shown.slice(shown.indexOf(':') + 1)];
  if (picked || kind === 'room') return grid.groups;
  return grid.groups.filter(({ id, classId, teachers }) =>
    kind === 'teacher' ? teachers.includes(value) : kind === 'group' ? id === value : classId === value,
  );
}

/** What the form begins with: what was asked for, else what the picked lesson has, else what fits what is shown. */
export function wantedOf(grid: Grid, shown: string, picked: GridLesson | undefined, asked: Asked): Wanted {
  const [kind = '', value = ''] = [shown.slice(0, shown.indexOf(':')), shown.slice(shown.indexOf(':') + 1)];
  const offered = groupsOffered(grid, shown, picked);
  const groupId = offered.find(({ id }) => id === asked.groupId)?.id ?? picked?.groupId ?? offered[0]?.id ?? '';
  const own = grid.groups.find(({ id }) => id === groupId)?.teachers[0] ?? '';
  const teacher = picked?.groupId === groupId ? picked.teacherId : kind === 'teacher' ? value : own;
  return {
    groupId,
    teacherId: grid.teachers.find(({ id }) => id === asked.teacherId)?.id ?? teacher,
    weeks: asked.weeks ?? picked?.weeks ?? 'every',
    room: asked.room ?? picked?.room ?? (kind === 'room' ? value : ''),
    weekday: asked.weekday ?? String(picked?.weekday ?? 0),
    slot: asked.slot ?? String(picked?.slot ?? 1),
  };
}

export type Place = AnswerOf<
  Api['schools'][':schoolId']['timetables'][':versionId']['places']['$get']
>['places'][number];

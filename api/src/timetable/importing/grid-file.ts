import type { GridLesson } from '@peremena/events';
import type { GridGroupNamed, Named } from '@peremena/projections/queries';
import type { Language } from '../../core/problem-table.ts';
import { gridColumns, headings } from './columns.ts';

const weekdays = {
  ru: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
  en: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
} as const;
const weeks = {
  ru: { every: '', odd: 'нечётные', even: 'чётные' },
  en: { every: '', odd: 'odd', even: 'even' },
} as const;

// A cell that a spreadsheet would take for a formula gets an apostrophe; quotes are doubled.
const cellOf = (text: string): string => {
  const neutral = /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(neutral) ? `"${neutral.replaceAll('"', '""')}"` : neutral;
};

/**
 * A version as a file that can be filled in and read again: its lessons in the order of the week, then a row for every group that has none,
 * without day and lesson. CSV with a mark and `;`, as spreadsheets open it.
 */
export function gridFile(
  {
    lessons,
    groups,
    teachers,
  }: {
    readonly lessons: readonly GridLesson[];
    readonly groups: readonly GridGroupNamed[];
    readonly teachers: readonly Named[];
  },
  language: Language,
): string {
  const byGroup = new Map(groups.map((group) => [group.id, group]));
  const full = new Map(
    teachers.map(({ id, name }) => [id, [name.family, name.given, name.middle].filter(Boolean).join(' ')]),
  );
  // The group is named where the class has several of the subject.
  const several = (one: GridGroupNamed) =>
    one.classId === null ||
    groups.some((other) => other !== one && other.classId === one.classId && other.subjectId === one.subjectId);
  const groupCells = (group: GridGroupNamed | undefined) => [
    group?.classTitle ?? '',
    group && several(group) ? group.title : '',
    group?.subject ?? '',
  ];
  const placed = lessons.map((lesson) => [
    weekdays[language][lesson.weekday] ?? '',
    String(lesson.slot),
    ...groupCells(byGroup.get(lesson.groupId)),
    full.get(lesson.teacherId) ?? '',
    lesson.room ?? '',
    weeks[language][lesson.weeks],
  ]);
  const taught = new Set(lessons.map(({ groupId }) => groupId as string));
  const waiting = groups
    .filter(({ id }) => !taught.has(id))
    .map((group) => ['', '', ...groupCells(group), full.get(group.teachers[0] ?? '') ?? '', '', '']);
  const head = gridColumns.map((column) => headings[language][column]);
  return `\ufeff${[head, ...placed, ...waiting].map((row) => row.map(cellOf).join(';')).join('\r\n')}\r\n`;
}

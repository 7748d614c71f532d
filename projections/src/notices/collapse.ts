import type { NoticeKind } from '@peremena/events';

/** Why somebody is told: for a pupil of theirs, for themself, as the lesson's teacher, or as who stands in. */
export type NoticeReason = 'guardian' | 'pupil' | 'teacher' | 'substitute';

/** A notice as read, one event for one person and reason. */
export interface NoticeRow {
  readonly event_id: string;
  readonly position: bigint;
  readonly at: Date;
  readonly told_on: string;
  readonly kind: NoticeKind;
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
  readonly why: NoticeReason;
  readonly pupil_id: string | null;
  readonly fresh: boolean;
  /** Null, as all of a lesson, where none is meant. */
  readonly lesson_id: string | null;
  readonly date: string | null;
  readonly slot: number | null;
  readonly from_time: string | null;
  readonly room: string | null;
  /** A version of the timetable or special days; null, as all of it, where neither is meant. */
  readonly thing_id: string | null;
  readonly from_date: string | null;
  readonly to_date: string | null;
  readonly thing_title: string | null;
  readonly changes: number;
  readonly first: boolean;
  readonly homework: string | null;
  readonly subject_id: string | null;
  readonly subject_title: string | null;
  readonly group_title: string | null;
  readonly class_title: string | null;
  readonly school_id: string;
  readonly time_zone: string;
}

/** One thing that happened. `before` and `after` are marks, attendance codes, times `YYYY-MM-DDTHH:MM`, the kind of consent asked for, or of special days kind, first and last day. */
export interface NoticeStep {
  readonly event: string;
  readonly at: string;
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What happened to one thing on one day, first to last. */
export interface NoticeLine {
  /** The last event. */
  readonly id: string;
  /** Its place in the log. */
  readonly position: string;
  readonly at: string;
  readonly toldOn: string;
  readonly kind: NoticeKind;
  readonly why: NoticeReason;
  readonly pupilId: string | null;
  readonly fresh: boolean;
  readonly schoolId: string;
  readonly timeZone: string;
  /** Null where no lesson is meant, as in a request for consent. */
  readonly lesson: {
    readonly id: string;
    readonly date: string;
    readonly slot: number;
    readonly from: string;
    readonly room: string | null;
  } | null;
  /** The version of the timetable that was published, and in how many lessons it is another for who is told. */
  readonly version: {
    readonly id: string;
    readonly from: string;
    readonly changes: number;
    /** Nothing was before it. */
    readonly first: boolean;
  } | null;
  /** Special days, as they were told last; the title of now, null where they were withdrawn. */
  readonly days: {
    readonly id: string;
    readonly from: string;
    readonly to: string;
    readonly title: string | null;
  } | null;
  readonly subject: { readonly id: string; readonly title: string } | null;
  readonly group: { readonly title: string; readonly classTitle: string | null };
  /** The homework of now, in notices of homework; null where it was withdrawn. */
  readonly homework: string | null;
  readonly steps: readonly NoticeStep[];
}

const thing = (row: NoticeRow): string =>
  [row.why, row.pupil_id, row.kind, row.lesson_id ?? row.thing_id ?? row.after, row.told_on].join(' ');

/** Rows newest first become lines newest first: one thing of one day is one line with its steps. */
export function collapsed(rows: readonly NoticeRow[]): readonly NoticeLine[] {
  return [...Map.groupBy(rows, thing).values()].map(lineOf);
}

function lineOf(rows: readonly NoticeRow[]): NoticeLine {
  const last = rows[0] as NoticeRow;
  return {
    id: last.event_id,
    position: String(last.position),
    at: last.at.toISOString(),
    toldOn: last.told_on,
    kind: last.kind,
    why: last.why,
    pupilId: last.pupil_id,
    fresh: rows.some(({ fresh }) => fresh),
    schoolId: last.school_id,
    timeZone: last.time_zone,
    lesson: lessonOf(last),
    version: versionOf(last),
    days: daysOf(last),
    subject: last.subject_id === null ? null : { id: last.subject_id, title: last.subject_title ?? '' },
    group: { title: last.group_title ?? '', classTitle: last.class_title },
    homework: last.kind === 'homework' ? last.homework : null,
    steps: rows.toReversed().filter(saysMore).map(stepOf),
  };
}

function lessonOf({ lesson_id: id, date, slot, from_time: from, room }: NoticeRow): NoticeLine['lesson'] {
  return id === null || date === null || slot === null || from === null ? null : { id, date, slot, from, room };
}

function versionOf({ what, thing_id: id, from_date: from, changes, first }: NoticeRow): NoticeLine['version'] {
  return what !== 'timetable_published' || id === null || from === null ? null : { id, from, changes, first };
}

function daysOf({
  what,
  thing_id: id,
  from_date: from,
  to_date: to,
  thing_title: title,
}: NoticeRow): NoticeLine['days'] {
  return !what.startsWith('days_') || id === null || from === null || to === null ? null : { id, from, to, title };
}

// A roll that repeats what was noted before it tells nothing new.
function saysMore(row: NoticeRow, at: number, rows: readonly NoticeRow[]): boolean {
  return row.kind !== 'attendance' || at === 0 || rows[at - 1]?.after !== row.after;
}

const stepOf = (row: NoticeRow): NoticeStep => ({
  event: row.event_id,
  at: row.at.toISOString(),
  what: row.what,
  before: row.before,
  after: row.after,
});

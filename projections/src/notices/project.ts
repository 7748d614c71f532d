import type { AnyEvent, NoticeKind, Recorded } from '@peremena/events';
import { projection, upsert, type RowOperation } from '../core/projection.ts';

type OfLesson = Recorded<Extract<AnyEvent, { data: { schoolId: string; lessonId: string; groupId: string } }>>;
type OfSchool = Recorded<
  Extract<
    AnyEvent,
    {
      type:
        | 'ConsentTextPublished'
        | 'PaperConsentNoted'
        | 'PaperConsentStruck'
        | 'TimetablePublished'
        | 'SpecialDaysDeclared'
        | 'SpecialDaysChanged'
        | 'SpecialDaysWithdrawn';
    }
  >
>;
type Told = OfLesson | OfSchool;

/** Who is meant: one pupil with the family, a group of pupils with theirs, all pupils of a school, all who work there, the lesson's teacher, or who stands in. */
type Audience = 'pupil' | 'group' | 'school' | 'staff' | 'teacher' | 'substitute';
interface Notice {
  readonly audience: Audience;
  readonly about: string;
  readonly kind: NoticeKind;
  readonly what: string;
  readonly before?: string | null;
  readonly after?: string | null;
  /** A version of the timetable or special days. */
  readonly thing?: string;
  /** The version that one takes the place of. */
  readonly replaces?: string | null;
  readonly from?: string;
  readonly to?: string;
  /** Which bell schedules are others, each with what rings instead; null: the days are for everybody. */
  readonly schedules?: readonly string[] | null;
}

// A row is known by its event and whom it is about: the event told again writes the same row.
const row = (event: Told, notice: Notice): RowOperation =>
  upsert({
    event_id: event.id,
    audience: notice.audience,
    about_id: notice.about,
    kind: notice.kind,
    what: notice.what,
    school_id: event.data.schoolId,
    lesson_id: 'lessonId' in event.data ? event.data.lessonId : null,
    group_id: 'groupId' in event.data ? event.data.groupId : null,
    before: notice.before ?? null,
    after: notice.after ?? null,
    thing_id: notice.thing ?? null,
    replaces_id: notice.replaces ?? null,
    from_date: notice.from ?? null,
    to_date: notice.to ?? null,
    schedules: notice.schedules ?? null,
    by_id: event.metadata.actorId,
    at: event.metadata.at,
    position: event.position,
  });

const mark = (
  event: OfLesson & { data: { pupilId: string } },
  what: string,
  before: string | null,
  after: string | null,
) => [row(event, { audience: 'pupil', about: event.data.pupilId, kind: 'mark', what, before, after })];
const roll = (event: OfLesson, pupilId: string, before: string | null, after: string | null) =>
  row(event, { audience: 'pupil', about: pupilId, kind: 'attendance', what: 'attendance', before, after });
const homework = (event: OfLesson, what: string) => [
  row(event, { audience: 'group', about: event.data.groupId, kind: 'homework', what }),
];
const changed = (
  event: OfLesson & { data: { teacherId: string } },
  what: string,
  steps: Pick<Notice, 'before' | 'after'> = {},
) => [
  row(event, { audience: 'group', about: event.data.groupId, kind: 'lesson', what, ...steps }),
  row(event, { audience: 'teacher', about: event.data.teacherId, kind: 'duty', what, ...steps }),
];
const standsIn = (event: OfLesson & { data: { teacherId: string; substituteId: string } }, what: string) => [
  ...changed(event, what),
  row(event, { audience: 'substitute', about: event.data.substituteId, kind: 'duty', what }),
];
// What calendar and timetable do to many lessons at once is told as one thing.
const settled = (reason: string): boolean => reason === 'timetable' || reason === 'day_off';
// The same for those who learn there and those who work there; a teacher turns it off with the other duties.
const ofAll = (
  event: OfSchool,
  notice: Pick<Notice, 'what' | 'after' | 'thing' | 'replaces' | 'from' | 'to' | 'schedules'>,
) => [
  row(event, { audience: 'school', about: event.data.schoolId, kind: 'timetable', ...notice }),
  row(event, { audience: 'staff', about: event.data.schoolId, kind: 'duty', ...notice }),
];
const days = (
  event: Recorded<Extract<AnyEvent, { type: 'SpecialDaysDeclared' | 'SpecialDaysChanged' }>>,
  what: string,
) => {
  const { daysId: thing, kind, from, to, bells } = event.data;
  const schedules = kind === 'short_day' ? bells.map(({ usual, instead }) => `${usual} ${instead}`) : null;
  return ofAll(event, { what, thing, after: `${kind} ${from} ${to}`, from, to, schedules });
};
// That there is an answer, and not which: only who signed may read that.
const paper = (event: OfSchool & { data: { pupilId: string } }, what: string, after: string | null) => [
  row(event, { audience: 'pupil', about: event.data.pupilId, kind: 'consent', what, after }),
];
const place = ({ date, from }: { readonly date: string; readonly from: string }) => `${date}T${from}`;

/**
 * What has happened that people are told of, and whom is it about? Who those people are is found when it is read, from the dated facts.
 * Ids and codes only; a time is `YYYY-MM-DDTHH:MM` in the school.
 */
export const notices = projection({
  name: 'notices',
  version: 4,
  columns: {
    event_id: 'uuid',
    audience: 'text',
    about_id: 'uuid',
    kind: 'text',
    what: 'text',
    school_id: 'uuid',
    lesson_id: 'uuid',
    group_id: 'uuid',
    before: 'text',
    after: 'text',
    thing_id: 'uuid',
    replaces_id: 'uuid',
    from_date: 'date',
    to_date: 'date',
    schedules: 'text[]',
    by_id: 'uuid',
    at: 'timestamptz',
    position: 'bigint',
  },
  key: ['event_id', 'audience', 'about_id'],
  handlers: {
    MarkPosted: (e) => mark(e, 'mark_posted', null, e.data.value),
    MarkCorrected: (e) => mark(e, 'mark_corrected', e.data.before, e.data.after),
    MarkWithdrawn: (e) => mark(e, 'mark_withdrawn', e.data.before, null),
    AttendanceTaken: (e) => e.data.exceptions.map(({ pupilId, code }) => roll(e, pupilId, null, code)),
    AttendanceCorrected: (e) => [roll(e, e.data.pupilId, e.data.before, e.data.after)],
    HomeworkSet: (e) => homework(e, 'homework_set'),
    HomeworkWithdrawn: (e) => homework(e, 'homework_withdrawn'),
    LessonCancelled: (e) => (settled(e.data.reason) ? [] : changed(e, 'lesson_cancelled')),
    LessonRestored: (e) => (e.metadata.actingAs.role === 'system' ? [] : changed(e, 'lesson_restored')),
    LessonMoved: (e) =>
      settled(e.data.reason)
        ? []
        : changed(e, 'lesson_moved', { before: place(e.data.before), after: place(e.data.after) }),
    SubstituteAssigned: (e) => standsIn(e, 'substitute_assigned'),
    SubstituteWithdrawn: (e) => standsIn(e, 'substitute_withdrawn'),
    LessonsMerged: (e) => standsIn(e, 'lessons_merged'),
    LessonsParted: (e) => standsIn(e, 'lessons_parted'),
    ConsentTextPublished: (e) => [
      row(e, {
        audience: 'school',
        about: e.data.schoolId,
        kind: 'consent',
        what: 'consent_asked',
        after: e.data.kind,
      }),
    ],
    PaperConsentNoted: (e) => paper(e, 'consent_noted', e.data.kind),
    PaperConsentStruck: (e) => paper(e, 'consent_struck', null),
    TimetablePublished: (e) => {
      const { versionId: thing, replaces, from } = e.data;
      return ofAll(e, { what: 'timetable_published', thing, replaces, from });
    },
    SpecialDaysDeclared: (e) => days(e, 'days_declared'),
    SpecialDaysChanged: (e) => days(e, 'days_changed'),
    SpecialDaysWithdrawn: (e) => ofAll(e, { what: 'days_withdrawn', thing: e.data.daysId }),
  },
  topics: topicsOfNotice,
});

// Only those who are told: the rest of a group must not learn from a hint that somebody in it got a mark.
function topicsOfNotice({ type, data }: Recorded<AnyEvent>): readonly string[] {
  switch (type) {
    case 'MarkPosted':
    case 'MarkCorrected':
    case 'MarkWithdrawn':
    case 'AttendanceCorrected':
    case 'PaperConsentNoted':
    case 'PaperConsentStruck':
      return [`pupil:${data.pupilId}`];
    case 'AttendanceTaken':
      return data.exceptions.map(({ pupilId }) => `pupil:${pupilId}`);
    case 'HomeworkSet':
    case 'HomeworkWithdrawn':
      return [`group:${data.groupId}`];
    case 'LessonCancelled':
    case 'LessonRestored':
    case 'LessonMoved':
      return [`group:${data.groupId}`, `person:${data.teacherId}`];
    case 'SubstituteAssigned':
    case 'SubstituteWithdrawn':
    case 'LessonsMerged':
    case 'LessonsParted':
      return [`group:${data.groupId}`, `person:${data.teacherId}`, `person:${data.substituteId}`];
    case 'ConsentTextPublished':
    case 'TimetablePublished':
    case 'SpecialDaysDeclared':
    case 'SpecialDaysChanged':
    case 'SpecialDaysWithdrawn':
      return [`school:${data.schoolId}`];
    default:
      return [];
  }
}

import type { AnyEvent, NoticeKind, Recorded } from '@peremena/events';
import { projection, upsert, type RowOperation } from '../core/projection.ts';

type OfLesson = Recorded<Extract<AnyEvent, { data: { schoolId: string; lessonId: string; groupId: string } }>>;
type Told = OfLesson | Recorded<Extract<AnyEvent, { type: 'ConsentTextPublished' }>>;

/** Who is meant: one pupil with the family, a group of pupils with theirs, all pupils of a school, the lesson's teacher, or who stands in. */
type Audience = 'pupil' | 'group' | 'school' | 'teacher' | 'substitute';
interface Notice {
  readonly audience: Audience;
  readonly about: string;
  readonly kind: NoticeKind;
  readonly what: string;
  readonly before?: string | null;
  readonly after?: string | null;
}

// A row is known by its event and whom it is about: the event told again writes the same row.
const row = (event: Told, { audience, about, kind, what, before = null, after = null }: Notice): RowOperation =>
  upsert({
    event_id: event.id,
    audience,
    about_id: about,
    kind,
    what,
    school_id: event.data.schoolId,
    lesson_id: 'lessonId' in event.data ? event.data.lessonId : null,
    group_id: 'groupId' in event.data ? event.data.groupId : null,
    before,
    after,
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
const place = ({ date, from }: { readonly date: string; readonly from: string }) => `${date}T${from}`;

/**
 * What has happened that people are told of, and whom is it about? Who those people are is found when it is read, from the dated facts.
 * Ids and codes only; a time is `YYYY-MM-DDTHH:MM` in the school.
 */
export const notices = projection({
  name: 'notices',
  version: 2,
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
    LessonRestored: (e) => changed(e, 'lesson_restored'),
    LessonMoved: (e) =>
      settled(e.data.reason)
        ? []
        : changed(e, 'lesson_moved', { before: place(e.data.before), after: place(e.data.after) }),
    SubstituteAssigned: (e) => standsIn(e, 'substitute_assigned'),
    SubstituteWithdrawn: (e) => standsIn(e, 'substitute_withdrawn'),
    ConsentTextPublished: (e) => [
      row(e, {
        audience: 'school',
        about: e.data.schoolId,
        kind: 'consent',
        what: 'consent_asked',
        after: e.data.kind,
      }),
    ],
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
      return [`group:${data.groupId}`, `person:${data.teacherId}`, `person:${data.substituteId}`];
    case 'ConsentTextPublished':
      return [`school:${data.schoolId}`];
    default:
      return [];
  }
}

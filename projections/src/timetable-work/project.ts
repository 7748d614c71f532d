import type { AnyEvent, Recorded } from '@peremena/events';
import { patch, projection, remove, upsert, type RowOperation } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

type OfSchool = Recorded<Extract<AnyEvent, { data: { schoolId: string } }>>;

const asked = (event: OfSchool) => ({
  asked_id: event.id,
  asked_by: event.metadata.actorId,
  asked_at: event.metadata.at,
  position: event.position,
});

// A school's row begins when it is opened, so that what is asked later is a patch that keeps what was done.
const asks = (event: OfSchool): RowOperation =>
  patch({ school_id: event.data.schoolId, asker: event.data.schoolId }, asked(event));

// What is asked in another stream has a row of its own: it may come before that of the school, and never writes over it.
const asksFor = (event: OfSchool, asker: string, version: string | null): RowOperation =>
  upsert({
    ...{ school_id: event.data.schoolId, asker, ...asked(event) },
    ...{ version_id: version, done_id: null, done_version: null },
  });

/** What asked last that a calendar, a timetable or a change of teachers be carried out into lessons, and which was the last one that was? */
export const timetableWork = projection({
  name: 'timetable_work',
  version: 3,
  columns: {
    school_id: 'uuid',
    asker: 'uuid',
    asked_id: 'uuid',
    asked_by: 'uuid',
    asked_at: 'timestamptz',
    position: 'bigint',
    version_id: 'uuid',
    done_id: 'uuid',
    done_version: 'uuid',
  },
  key: ['school_id', 'asker'],
  handlers: {
    SchoolOpened: ({ data, position }) => [
      upsert({
        ...{ school_id: data.schoolId, asker: data.schoolId, position },
        ...{ asked_id: null, asked_by: null, asked_at: null, version_id: null, done_id: null, done_version: null },
      }),
    ],
    SchoolOpeningWithdrawn: ({ data }) => [remove({ school_id: data.schoolId, asker: data.schoolId })],
    BellScheduleSet: (event) => [asks(event)],
    BellsChosen: (event) => [asks(event)],
    SpecialDaysDeclared: (event) => [asks(event)],
    SpecialDaysChanged: (event) => [asks(event)],
    SpecialDaysWithdrawn: (event) => [asks(event)],
    LessonsRecheckAsked: (event) => [asks(event)],
    TeacherAssigned: (event) => [asksFor(event, event.data.groupId, null)],
    TeacherWithdrawn: (event) => [asksFor(event, event.data.groupId, null)],
    TeacherAssignmentWithdrawn: (event) => [asksFor(event, event.data.groupId, null)],
    GroupFormingWithdrawn: ({ data }) => [remove({ school_id: data.schoolId, asker: data.groupId })],
    TimetablePublished: (event) => [asksFor(event, event.data.versionId, event.data.versionId)],
    TimetableCarriedOut: ({ data }) => [
      patch(
        { school_id: data.schoolId, asker: data.schoolId },
        { done_id: data.cause, ...(data.versionId === null ? {} : { done_version: data.versionId }) },
      ),
    ],
  },
  topics: topicsOf,
});

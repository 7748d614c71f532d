import type { AnyEvent, Recorded } from '@peremena/events';
import { patch, projection, upsert, type RowOperation } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

// A school's row begins when it is opened, so that what is asked later is a patch that keeps what was done.
const asks = (
  event: Recorded<Extract<AnyEvent, { data: { schoolId: string } }>>,
  version: string | null = null,
): RowOperation =>
  patch(
    { school_id: event.data.schoolId },
    {
      asked_id: event.id,
      asked_by: event.metadata.actorId,
      asked_at: event.metadata.at,
      ...(version === null ? {} : { version_id: version }),
    },
  );

/** Which change of calendar or timetable was the last one asked to be carried out into lessons, and which the last one that was? */
export const timetableWork = projection({
  name: 'timetable_work',
  version: 2,
  columns: {
    school_id: 'uuid',
    asked_id: 'uuid',
    asked_by: 'uuid',
    asked_at: 'timestamptz',
    version_id: 'uuid',
    done_id: 'uuid',
  },
  key: ['school_id'],
  handlers: {
    SchoolOpened: ({ data }) => [
      upsert({
        school_id: data.schoolId,
        asked_id: null,
        asked_by: null,
        asked_at: null,
        version_id: null,
        done_id: null,
      }),
    ],
    BellScheduleSet: (event) => [asks(event)],
    BellsChosen: (event) => [asks(event)],
    SpecialDaysDeclared: (event) => [asks(event)],
    SpecialDaysChanged: (event) => [asks(event)],
    SpecialDaysWithdrawn: (event) => [asks(event)],
    LessonsRecheckAsked: (event) => [asks(event)],
    TeacherAssigned: (event) => [asks(event)],
    TeacherWithdrawn: (event) => [asks(event)],
    TimetablePublished: (event) => [asks(event, event.data.versionId)],
    TimetableCarriedOut: ({ data }) => [
      patch(
        { school_id: data.schoolId },
        { done_id: data.cause, ...(data.versionId === null ? {} : { version_id: null }) },
      ),
    ],
  },
  topics: topicsOf,
});

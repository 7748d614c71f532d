import type { AnyEvent, Recorded } from '@peremena/events';
import { patch, projection, remove, upsert, type Row } from '../core/projection.ts';
import { topicsOf } from '../topics.ts';

interface Fact {
  readonly kind: 'guardian' | 'enrolled' | 'in_group' | 'teaches' | 'substitutes' | 'tutor' | 'post';
  readonly person: string;
  /** Whom or what the fact is about: the pupil, class, group, lesson or school. */
  readonly object: string;
  /** The post, the subject taught, or `consent` of a pupil of age to a guardian; empty elsewhere. */
  readonly detail?: string;
  readonly from: string;
}

const key = ({ kind, person, object, detail = '', from }: Fact): Row => ({
  kind,
  person_id: person,
  object_id: object,
  detail,
  valid_from: from,
});

const begins = (event: { id: string }, fact: Fact, to: string | null, school: string | null) => [
  upsert({ ...key(fact), valid_to: to, school_id: school, fact_id: event.id }),
];
const neverWas = (fact: Fact) => [remove(key(fact))];
const ends = (fact: Fact, lastDay: string | null) => [patch(key(fact), { valid_to: lastDay })];

type StandsIn = Recorded<Extract<AnyEvent, { type: 'SubstituteAssigned' | 'LessonsMerged' }>>;
interface StoodIn {
  readonly substituteId: string;
  readonly lessonId: string;
  readonly date: string;
}
const standingIn = ({ substituteId, lessonId, date }: StoodIn): Fact => ({
  kind: 'substitutes',
  person: substituteId,
  object: lessonId,
  from: date,
});
const standsIn = (e: StandsIn) => begins(e, standingIn(e.data), e.data.until, e.data.schoolId);
const standsInNoMore = (data: StoodIn) => [remove(key(standingIn(data)))];

/** Who may act for whom, in which school, class or group, and on which dates? The id of a fact is the id of the event that made it. */
export const accessFacts = projection({
  name: 'access_facts',
  version: 1,
  columns: {
    kind: 'text',
    person_id: 'uuid',
    object_id: 'uuid',
    detail: 'text',
    valid_from: 'date',
    valid_to: 'date',
    school_id: 'uuid',
    fact_id: 'uuid',
  },
  key: ['person_id', 'kind', 'object_id', 'detail', 'valid_from'],
  handlers: {
    GuardianLinked: (e) =>
      begins(
        e,
        { kind: 'guardian', person: e.data.guardianId, object: e.data.pupilId, from: e.data.from },
        e.data.to,
        null,
      ),
    GuardianUnlinked: ({ data }) =>
      ends({ kind: 'guardian', person: data.guardianId, object: data.pupilId, from: data.from }, data.lastDay),
    GuardianLinkWithdrawn: ({ data }) =>
      neverWas({ kind: 'guardian', person: data.guardianId, object: data.pupilId, from: data.from }),
    AdultPupilConsented: (e) =>
      begins(
        e,
        {
          kind: 'guardian',
          person: e.data.guardianId,
          object: e.data.pupilId,
          detail: 'consent',
          from: e.data.from,
        },
        null,
        null,
      ),
    AdultPupilConsentWithdrawn: ({ data }) =>
      ends(
        { kind: 'guardian', person: data.guardianId, object: data.pupilId, detail: 'consent', from: data.from },
        data.lastDay,
      ),
    PupilEnrolled: (e) =>
      begins(
        e,
        { kind: 'enrolled', person: e.data.pupilId, object: e.data.classId, from: e.data.from },
        e.data.to,
        e.data.schoolId,
      ),
    PupilUnenrolled: ({ data }) =>
      ends({ kind: 'enrolled', person: data.pupilId, object: data.classId, from: data.from }, data.lastDay),
    EnrollmentCancelled: ({ data }) =>
      neverWas({ kind: 'enrolled', person: data.pupilId, object: data.classId, from: data.from }),
    EnrollmentContinued: ({ data }) =>
      ends({ kind: 'enrolled', person: data.pupilId, object: data.classId, from: data.from }, data.to),
    TutorAppointed: (e) =>
      begins(
        e,
        { kind: 'tutor', person: e.data.teacherId, object: e.data.classId, from: e.data.from },
        e.data.to,
        e.data.schoolId,
      ),
    TutorReleased: ({ data }) =>
      ends({ kind: 'tutor', person: data.teacherId, object: data.classId, from: data.from }, data.lastDay),
    TutorAppointmentWithdrawn: ({ data }) =>
      neverWas({ kind: 'tutor', person: data.teacherId, object: data.classId, from: data.from }),
    PupilJoinedGroup: (e) =>
      begins(
        e,
        { kind: 'in_group', person: e.data.pupilId, object: e.data.groupId, from: e.data.from },
        e.data.to,
        e.data.schoolId,
      ),
    PupilLeftGroup: ({ data }) =>
      ends({ kind: 'in_group', person: data.pupilId, object: data.groupId, from: data.from }, data.lastDay),
    GroupPlaceCancelled: ({ data }) =>
      neverWas({ kind: 'in_group', person: data.pupilId, object: data.groupId, from: data.from }),
    GroupPlaceContinued: ({ data }) =>
      ends({ kind: 'in_group', person: data.pupilId, object: data.groupId, from: data.from }, data.to),
    TeacherAssigned: (e) =>
      begins(
        e,
        {
          kind: 'teaches',
          person: e.data.teacherId,
          object: e.data.groupId,
          detail: e.data.subjectId,
          from: e.data.from,
        },
        e.data.to,
        e.data.schoolId,
      ),
    TeacherWithdrawn: ({ data }) =>
      ends(
        { kind: 'teaches', person: data.teacherId, object: data.groupId, detail: data.subjectId, from: data.from },
        data.lastDay,
      ),
    TeacherAssignmentWithdrawn: ({ data }) =>
      neverWas({
        kind: 'teaches',
        person: data.teacherId,
        object: data.groupId,
        detail: data.subjectId,
        from: data.from,
      }),
    SubstituteAssigned: standsIn,
    SubstituteWithdrawn: ({ data }) => standsInNoMore(data),
    LessonsMerged: standsIn,
    LessonsParted: ({ data }) => standsInNoMore(data),
    PostTaken: (e) =>
      begins(
        e,
        { kind: 'post', person: e.data.personId, object: e.data.schoolId, detail: e.data.post, from: e.data.from },
        e.data.to,
        e.data.schoolId,
      ),
    PostLeft: ({ data }) =>
      ends(
        { kind: 'post', person: data.personId, object: data.schoolId, detail: data.post, from: data.from },
        data.lastDay,
      ),
    PostWithdrawn: ({ data }) =>
      neverWas({ kind: 'post', person: data.personId, object: data.schoolId, detail: data.post, from: data.from }),
  },
  topics: topicsOf,
});

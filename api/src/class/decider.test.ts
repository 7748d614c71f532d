import type { ClassEvent, ClassId, PersonId, SchoolId } from '@peremena/events';
import { describe, it } from 'vitest';
import { specify } from '../core/specification.ts';
import { classDecider } from './decider.ts';

const ids = {
  schoolId: '11111111-1111-4111-8111-111111111111' as SchoolId,
  classId: '55555555-5555-4555-8555-555555555555' as ClassId,
};
const pupilId = '66666666-6666-4666-8666-666666666666' as PersonId;
const teacherId = '44444444-4444-4444-8444-444444444444' as PersonId;
const klass = { ...ids, title: '7Б', grade: 7, source: null };
const period = { from: '2026-09-01', to: null, source: null };
const opened: ClassEvent = { type: 'ClassOpened', data: klass };
const enrolled: ClassEvent = { type: 'PupilEnrolled', data: { ...ids, pupilId, ...period } };
const appointed: ClassEvent = { type: 'TutorAppointed', data: { ...ids, teacherId, ...period } };
const { given } = specify(classDecider);

describe('OpenClass', () => {
  const open = { type: 'OpenClass' as const, ...klass };
  it('opens', () => given([]).when(open).then([opened]));
  it('is refused when the id came from elsewhere', () =>
    given([opened])
      .when({ ...open, source: 'oneroster:c' })
      .thenRefused('class_exists'));
  it('does nothing again', () => given([opened]).when(open).then([]));
});

describe('a class has an end', () => {
  const another = (at: number) => `66666666-6666-4666-9666-${String(at).padStart(12, '0')}` as PersonId;
  it('takes two thousand pupils over the years', () => {
    const many = Array.from({ length: 2_000 }, (_, at): ClassEvent => ({
      type: 'PupilEnrolled',
      data: { ...ids, pupilId: another(at), ...period },
    }));
    const enroll = { type: 'EnrollPupil' as const, pupilId, ...period };
    given([opened, ...many])
      .when(enroll)
      .thenRefused('members_many', { most: 2_000 });
    given([opened, ...many.slice(1)])
      .when(enroll)
      .then([enrolled]);
  });
  it('takes as many tutors', () => {
    const many = Array.from({ length: 2_000 }, (_, at): ClassEvent => ({
      type: 'TutorAppointed',
      data: { ...ids, teacherId: another(at), ...period },
    }));
    given([opened, ...many])
      .when({ type: 'AppointTutor', teacherId, ...period })
      .thenRefused('members_many');
  });
});

describe('RenameClass', () => {
  const rename = { type: 'RenameClass' as const, title: '8Б' };
  it('renames', () =>
    given([opened])
      .when(rename)
      .then([{ type: 'ClassRenamed', data: { ...ids, title: '8Б' } }]));
  it('is refused without a class', () => given([]).when(rename).thenRefused('class_unknown'));
  it('does nothing for the same title', () =>
    given([opened])
      .when({ ...rename, title: '7Б' })
      .then([]));
});

describe('EnrollPupil', () => {
  const enroll = { type: 'EnrollPupil' as const, pupilId, ...period };
  it('enrolls', () => given([opened]).when(enroll).then([enrolled]));
  it('moves the end of the period that began that day', () =>
    given([opened, enrolled])
      .when({ ...enroll, to: '2027-05-31' })
      .then([{ type: 'PupilUnenrolled', data: { ...ids, pupilId, from: '2026-09-01', lastDay: '2027-05-31' } }]));
  it('is refused while the pupil is in the class', () =>
    given([opened, enrolled])
      .when({ ...enroll, from: '2026-10-01' })
      .thenRefused('already_in_class', { from: '2026-09-01', to: null }));
  it('is refused when it ends before it begins', () =>
    given([opened])
      .when({ ...enroll, to: '2026-08-31' })
      .thenRefused('period_dates'));
  it('does nothing again', () => given([opened, enrolled]).when(enroll).then([]));
});

describe('UnenrollPupil', () => {
  const unenroll = { type: 'UnenrollPupil' as const, pupilId, lastDay: '2026-10-31' };
  const unenrolled: ClassEvent = {
    type: 'PupilUnenrolled',
    data: { ...ids, pupilId, from: '2026-09-01', lastDay: '2026-10-31' },
  };
  it('ends the period', () => given([opened, enrolled]).when(unenroll).then([unenrolled]));
  it('is refused for a pupil of another class', () => given([opened]).when(unenroll).thenRefused('not_in_class'));
  it('does nothing again', () => given([opened, enrolled, unenrolled]).when(unenroll).then([]));
});

describe('AppointTutor', () => {
  const appoint = { type: 'AppointTutor' as const, teacherId, ...period };
  it('appoints', () => given([opened]).when(appoint).then([appointed]));
  it('is refused while the teacher is tutor', () =>
    given([opened, appointed])
      .when({ ...appoint, from: '2026-10-01' })
      .thenRefused('already_tutor'));
  it('does nothing again', () => given([opened, appointed]).when(appoint).then([]));
});

describe('ReleaseTutor', () => {
  const release = { type: 'ReleaseTutor' as const, teacherId, lastDay: '2026-10-31' };
  const released: ClassEvent = {
    type: 'TutorReleased',
    data: { ...ids, teacherId, from: '2026-09-01', lastDay: '2026-10-31' },
  };
  it('releases', () => given([opened, appointed]).when(release).then([released]));
  it('is refused for somebody who is no tutor', () => given([opened]).when(release).thenRefused('not_tutor'));
  it('does nothing again', () => given([opened, appointed, released]).when(release).then([]));
});

describe('CancelEnrollment and ContinueEnrollment', () => {
  const ended: ClassEvent = {
    type: 'PupilUnenrolled',
    data: { ...ids, pupilId, from: '2026-09-01', lastDay: '2026-10-31' },
  };
  const cancel = { type: 'CancelEnrollment' as const, pupilId, from: '2026-09-01', to: null };
  const goOn = { type: 'ContinueEnrollment' as const, pupilId, from: '2026-09-01', lastDay: '2026-10-31', to: null };
  it('cancels, so that the same days are free again', () => {
    const cancelled: ClassEvent = { type: 'EnrollmentCancelled', data: { ...ids, pupilId, from: '2026-09-01' } };
    given([opened, enrolled]).when(cancel).then([cancelled]);
    given([opened, enrolled, cancelled])
      .when({ type: 'EnrollPupil', pupilId, ...period })
      .then([enrolled]);
    given([opened, enrolled, cancelled]).when(cancel).then([]);
  });
  it('is refused where the period ends otherwise by now', () =>
    given([opened, enrolled, ended]).when(cancel).thenRefused('later_facts'));
  it('goes on', () =>
    given([opened, enrolled, ended])
      .when(goOn)
      .then([{ type: 'EnrollmentContinued', data: { ...ids, pupilId, from: '2026-09-01', to: null } }]));
  it('is refused where the pupil came back meanwhile', () =>
    given([
      opened,
      enrolled,
      ended,
      { type: 'PupilEnrolled', data: { ...ids, pupilId, ...period, from: '2026-12-01' } },
    ])
      .when(goOn)
      .thenRefused('later_facts'));
  it('does nothing where it never ended', () => given([opened, enrolled]).when(goOn).then([]));
});

describe('PromoteClass and what is taken back', () => {
  const from = '2027-09-01';
  const promote = { type: 'PromoteClass' as const, title: '8Б', grade: 8, from };
  const promoted: ClassEvent = { type: 'ClassPromoted', data: { ...ids, title: '8Б', grade: 8, from } };
  const withdraw = { type: 'WithdrawPromotion' as const, from };
  const withdrawn: ClassEvent = { type: 'PromotionWithdrawn', data: { ...ids, from } };
  const next: ClassEvent = { type: 'ClassPromoted', data: { ...ids, title: '9Б', grade: 9, from: '2028-09-01' } };
  it('promotes, and again does nothing', () => {
    given([opened]).when(promote).then([promoted]);
    given([opened, promoted]).when(promote).then([]);
  });
  it('is refused for another title of the same day, and before a later year', () => {
    given([opened, promoted])
      .when({ ...promote, title: '8В' })
      .thenRefused('later_facts');
    given([opened, promoted, next]).when(promote).thenRefused('later_facts');
  });
  it('is taken back unless a later year stands on it', () => {
    given([opened, promoted]).when(withdraw).then([withdrawn]);
    given([opened, promoted, withdrawn]).when(withdraw).then([]);
    given([opened, promoted, next]).when(withdraw).thenRefused('later_facts');
  });
  it('a rename means the title in force', () =>
    given([opened, promoted])
      .when({ type: 'RenameClass', title: '8В' })
      .then([{ type: 'ClassPromoted', data: { ...ids, title: '8В', grade: 8, from } }]));
  it('an opening is taken back while nobody was in the class', () => {
    const back = { type: 'WithdrawOpening' as const };
    given([opened])
      .when(back)
      .then([{ type: 'ClassOpeningWithdrawn', data: ids }]);
    given([opened, enrolled]).when(back).thenRefused('later_facts');
  });
});

describe('WithdrawAppointment', () => {
  const back = { type: 'WithdrawAppointment' as const, teacherId, from: '2026-09-01', to: null };
  const gone: ClassEvent = {
    type: 'TutorAppointmentWithdrawn',
    data: { ...ids, teacherId, from: '2026-09-01' },
  };
  it('takes back that the tutor was appointed, and is then done', () => {
    given([opened, appointed]).when(back).then([gone]);
    given([opened, appointed, gone]).when(back).then([]);
    given([opened, appointed, gone])
      .when({ type: 'WithdrawOpening' })
      .then([{ type: 'ClassOpeningWithdrawn', data: ids }]);
  });
  it('is refused where the end is another by now', () =>
    given([opened, appointed])
      .when({ ...back, to: '2026-12-31' })
      .thenRefused('later_facts'));
});

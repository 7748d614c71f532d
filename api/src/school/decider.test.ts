import type {
  BellScheduleId,
  EventId,
  SchoolCalendarEvent,
  SchoolEvent,
  SchoolId,
  SpecialDays,
  SpecialDaysId,
  SubjectId,
  TermId,
} from '@peremena/events';
import { describe, it } from 'vitest';
import { specify } from '../core/specification.ts';
import { schoolDecider } from './decider.ts';

const schoolId = '11111111-1111-4111-8111-111111111111' as SchoolId;
const subjectId = '22222222-2222-4222-8222-222222222222' as SubjectId;
const termId = '33333333-3333-4333-8333-333333333333' as TermId;
const school = { schoolId, title: 'Школа № 17', timeZone: 'Europe/Moscow', scale: 'five' as const, source: null };
const opened: SchoolEvent = { type: 'SchoolOpened', data: school };
const algebra = { subjectId, title: 'Алгебра', source: null };
const added: SchoolEvent = { type: 'SubjectAdded', data: { schoolId, ...algebra } };
const quarter = { termId, title: '2 четверть', from: '2026-11-09', to: '2026-12-29' };
const scheduled: SchoolEvent = { type: 'TermScheduled', data: { schoolId, ...quarter, source: null } };
const first = { slot: 1, from: '08:30', to: '09:15' };
const second = { slot: 2, from: '09:25', to: '10:10' };
const { given } = specify(schoolDecider);

describe('OpenSchool', () => {
  const open = { type: 'OpenSchool' as const, ...school };
  it('opens a school', () => given([]).when(open).then([opened]));
  it('is refused when the id came from elsewhere', () =>
    given([opened])
      .when({ ...open, source: 'oneroster:17' })
      .thenRefused('school_exists'));
  it('does nothing again', () => given([opened]).when(open).then([]));
});

describe('RenameSchool', () => {
  const rename = { type: 'RenameSchool' as const, title: 'Гимназия № 17' };
  it('renames', () =>
    given([opened])
      .when(rename)
      .then([{ type: 'SchoolRenamed', data: { schoolId, title: 'Гимназия № 17' } }]));
  it('is refused without a school', () => given([]).when(rename).thenRefused('school_unknown'));
  it('does nothing for the same title', () =>
    given([opened])
      .when({ ...rename, title: school.title })
      .then([]));
});

describe('SetBells', () => {
  const set = { type: 'SetBells' as const, bells: [second, first] };
  const rung: SchoolEvent = { type: 'BellsSet', data: { schoolId, bells: [first, second] } };
  it('sets the bells in order', () => given([opened]).when(set).then([rung]));
  it('is refused when lessons overlap', () =>
    given([opened])
      .when({ ...set, bells: [first, { ...second, from: '09:10' }] })
      .thenRefused('bells_overlap', { slot: 1 }));
  it('is refused when a slot rings twice', () =>
    given([opened])
      .when({ ...set, bells: [first, { ...second, slot: 1 }] })
      .thenRefused('bells_overlap'));
  it('does nothing for the same bells', () => given([opened, rung]).when(set).then([]));
});

describe('AddSubject', () => {
  const add = { type: 'AddSubject' as const, ...algebra };
  it('adds', () => given([opened]).when(add).then([added]));
  it('is refused when the id came from elsewhere', () =>
    given([opened, added])
      .when({ ...add, source: 'oneroster:a' })
      .thenRefused('subject_exists'));
  it('does nothing again', () => given([opened, added]).when(add).then([]));
});

describe('RenameSubject', () => {
  const rename = { type: 'RenameSubject' as const, subjectId, title: 'Алгебра и начала анализа' };
  it('renames', () =>
    given([opened, added])
      .when(rename)
      .then([{ type: 'SubjectRenamed', data: { schoolId, subjectId, title: rename.title } }]));
  it('is refused for a subject the school does not have', () =>
    given([opened]).when(rename).thenRefused('subject_unknown'));
  it('does nothing for the same title', () =>
    given([opened, added])
      .when({ ...rename, title: algebra.title })
      .then([]));
});

describe('ScheduleTerm', () => {
  const schedule = { type: 'ScheduleTerm' as const, ...quarter, source: null };
  it('schedules', () => given([opened]).when(schedule).then([scheduled]));
  it('is refused when it ends before it begins', () =>
    given([opened])
      .when({ ...schedule, to: '2026-11-08' })
      .thenRefused('period_dates'));
  it('does nothing again', () => given([opened, scheduled]).when(schedule).then([]));
});

describe('RescheduleTerm', () => {
  const move = { type: 'RescheduleTerm' as const, ...quarter, to: '2026-12-27' };
  it('moves', () =>
    given([opened, scheduled])
      .when(move)
      .then([{ type: 'TermRescheduled', data: { schoolId, ...quarter, to: '2026-12-27' } }]));
  it('is refused for an unknown term', () => given([opened]).when(move).thenRefused('term_unknown', { termId }));
  it('does nothing for the same dates', () =>
    given([opened, scheduled])
      .when({ ...move, to: quarter.to })
      .then([]));
});

describe('SetSecondFactorRule', () => {
  const byDefault = { required: true, from: null };
  const off = { required: false, from: null };
  const set = (rule: { required: boolean; from: string | null }, saw: typeof rule | null = byDefault) => ({
    type: 'SetSecondFactorRule' as const,
    rule,
    saw,
    context: { today: '2026-11-20' },
  });
  const changed = (before: typeof byDefault, after: { required: boolean; from: string | null }): SchoolEvent => ({
    type: 'SecondFactorRuleSet',
    data: { schoolId, before, after },
  });
  it('is required until it is switched off', () =>
    given([opened])
      .when(set(off))
      .then([changed(byDefault, off)]));
  it('does nothing for the same rule', () => given([opened]).when(set(byDefault)).then([]));
  it('knows no day where nothing is required', () =>
    given([opened])
      .when(set({ required: false, from: '2026-12-01' }))
      .then([changed(byDefault, off)]));
  it('is refused where it stands otherwise than was seen', () =>
    given([opened, changed(byDefault, off)])
      .when(set({ required: true, from: '2026-12-01' }))
      .thenRefused('settings_changed'));
  it('is refused for a grace without end', () =>
    given([opened])
      .when(set({ required: true, from: '2027-06-01' }))
      .thenRefused('grace_long'));
});

describe('terms kept by a person', () => {
  const kept = { lessonsOutside: 0 };
  const recheck: SchoolCalendarEvent = { type: 'LessonsRecheckAsked', data: { schoolId } };
  const other = '33333333-3333-4333-8333-333333333334' as TermId;
  const year = { termId: other, title: 'Год', from: '2026-09-01', to: '2027-05-25' };
  it('asks for the lessons to be looked through', () =>
    given([opened])
      .when({ type: 'ScheduleTerm', ...quarter, source: null, kept })
      .then([scheduled, recheck]));
  it('may lie inside another and not across its end', () => {
    given([opened, scheduled])
      .when({ type: 'ScheduleTerm', ...year, source: null, kept })
      .then([{ type: 'TermScheduled', data: { schoolId, ...year, source: null } }, recheck]);
    given([opened, scheduled])
      .when({ type: 'ScheduleTerm', ...year, from: '2026-12-01', source: null, kept })
      .thenRefused('term_overlaps', { title: '2 четверть' });
  });
  it('does not leave its lessons behind', () =>
    given([opened, scheduled])
      .when({ type: 'RescheduleTerm', ...quarter, to: '2026-11-20', kept: { lessonsOutside: 3 } })
      .thenRefused('term_leaves_lessons', { lessons: 3 }));
  it('is removed while nothing is planned in it', () => [
    given([opened, scheduled])
      .when({ type: 'RemoveTerm', termId, lessons: 0 })
      .then([{ type: 'TermRemoved', data: { schoolId, termId } }]),
    given([opened, scheduled]).when({ type: 'RemoveTerm', termId, lessons: 1 }).thenRefused('term_has_lessons'),
    given([opened]).when({ type: 'RemoveTerm', termId, lessons: 0 }).then([]),
  ]);
});

describe('bell schedules', () => {
  const scheduleId = '44444444-4444-4444-8444-444444444444' as BellScheduleId;
  const classId = '55555555-5555-4555-8555-555555555555' as never;
  const set = { type: 'SetBellSchedule' as const, scheduleId, title: 'Вторая смена', bells: [first], saw: null };
  const made: SchoolCalendarEvent = {
    type: 'BellScheduleSet',
    data: { schoolId, scheduleId, title: 'Вторая смена', bells: [first] },
  };
  const chosen: SchoolCalendarEvent = { type: 'BellsChosen', data: { schoolId, classId, groupId: null, scheduleId } };
  it('is made, and changed by who saw what it was', () => [
    given([opened]).when(set).then([made]),
    given([opened, made]).when(set).then([]),
    given([opened, made])
      .when({ ...set, bells: [second], saw: [second] })
      .thenRefused('bells_changed'),
  ]);
  it('the usual one has the id of the school', () =>
    given([opened, { type: 'BellsSet', data: { schoolId, bells: [first] } }])
      .when({ ...set, scheduleId: String(schoolId) as BellScheduleId, title: 'Обычные', bells: [second], saw: [first] })
      .then([
        {
          type: 'BellScheduleSet',
          data: { schoolId, scheduleId: String(schoolId) as BellScheduleId, title: 'Обычные', bells: [second] },
        },
      ]));
  it('is chosen for a class, and then stays', () => {
    const choose = { type: 'ChooseBells' as const, classId, groupId: null, scheduleId };
    given([opened, made]).when(choose).then([chosen]);
    given([opened]).when(choose).thenRefused('bells_unknown');
    given([opened, made, chosen]).when({ type: 'RemoveBellSchedule', scheduleId }).thenRefused('bells_in_use');
    given([opened, made])
      .when({ type: 'RemoveBellSchedule', scheduleId })
      .then([{ type: 'BellScheduleRemoved', data: { schoolId, scheduleId } }]);
  });
});

describe('special days', () => {
  const days: SpecialDays = {
    daysId: '66666666-6666-4666-8666-666666666666' as SpecialDaysId,
    kind: 'holidays',
    title: 'Зимние каникулы',
    from: '2026-12-30',
    to: '2027-01-10',
    bells: [],
    runsAs: null,
  };
  const declared: SchoolCalendarEvent = { type: 'SpecialDaysDeclared', data: { schoolId, ...days } };
  const declare = { type: 'DeclareSpecialDays' as const, ...days };
  const another = '66666666-6666-4666-8666-666666666667' as SpecialDaysId;
  it('are declared, changed and withdrawn', () => [
    given([opened]).when(declare).then([declared]),
    given([opened, declared]).when(declare).then([]),
    given([opened, declared])
      .when({ ...declare, type: 'ChangeSpecialDays', to: '2027-01-11' })
      .then([{ type: 'SpecialDaysChanged', data: { schoolId, ...days, to: '2027-01-11' } }]),
    given([opened, declared])
      .when({ type: 'WithdrawSpecialDays', daysId: days.daysId })
      .then([{ type: 'SpecialDaysWithdrawn', data: { schoolId, daysId: days.daysId } }]),
    given([opened]).when({ type: 'WithdrawSpecialDays', daysId: days.daysId }).then([]),
  ]);
  it('never two on one date, never backwards', () => [
    given([opened, declared])
      .when({ ...declare, daysId: another, from: '2027-01-10', to: '2027-01-12' })
      .thenRefused('special_days_overlap'),
    given([opened])
      .when({ ...declare, to: '2026-12-01' })
      .thenRefused('period_dates'),
  ]);
  it('say which day runs and which bells ring', () => [
    given([opened])
      .when({ ...declare, kind: 'working_day' })
      .thenRefused('runs_as_needed'),
    given([opened])
      .when({ ...declare, kind: 'short_day' })
      .thenRefused('short_bells_needed'),
    given([opened])
      .when({ ...declare, kind: 'short_day', bells: [{ usual: schoolId as never, instead: another as never }] })
      .thenRefused('bells_unknown'),
  ]);
});

describe('rooms and what was carried out', () => {
  const room: SchoolCalendarEvent = { type: 'RoomSet', data: { schoolId, room: 'зал', holds: 2 } };
  it('a room is set and removed once', () => [
    given([opened]).when({ type: 'SetRoom', room: 'зал', holds: 2 }).then([room]),
    given([opened, room]).when({ type: 'SetRoom', room: 'зал', holds: 2 }).then([]),
    given([opened, room])
      .when({ type: 'RemoveRoom', room: 'зал' })
      .then([{ type: 'RoomRemoved', data: { schoolId, room: 'зал' } }]),
    given([opened]).when({ type: 'RemoveRoom', room: 'зал' }).then([]),
  ]);
  it('a change is noted as carried out once', () => {
    const sums = { planned: 1, moved: 0, cancelled: 0, restored: 0, left: 0, groups: [], teachers: [] };
    const data = {
      cause: '77777777-7777-4777-8777-777777777777' as EventId,
      versionId: null,
      from: '2026-11-09',
      ...sums,
    };
    const carried: SchoolCalendarEvent = { type: 'TimetableCarriedOut', data: { schoolId, ...data } };
    given([opened])
      .when({ type: 'NoteCarriedOut', ...data })
      .then([carried]);
    given([opened, carried])
      .when({ type: 'NoteCarriedOut', ...data })
      .then([]);
  });
});

describe('taking back what was made by mistake', () => {
  const gone: SchoolEvent = { type: 'SubjectWithdrawn', data: { schoolId, subjectId } };
  const closed: SchoolEvent = { type: 'SchoolOpeningWithdrawn', data: { schoolId } };
  it('a subject, and again nothing', () => {
    const back = { type: 'WithdrawSubject' as const, subjectId };
    given([opened, added]).when(back).then([gone]);
    given([opened, added, gone]).when(back).then([]);
  });
  it('a school, once it has neither subjects nor terms', () => {
    const back = { type: 'WithdrawSchool' as const };
    given([opened, added]).when(back).thenRefused('later_facts');
    given([opened, scheduled]).when(back).thenRefused('later_facts');
    given([opened, added, gone]).when(back).then([closed]);
    given([opened, closed]).when(back).then([]);
  });
});

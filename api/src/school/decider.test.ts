import type { SchoolEvent, SchoolId, SubjectId, TermId } from '@peremena/events';
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

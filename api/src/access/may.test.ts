import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Fact } from './fact.ts';
import { may } from './may.ts';
import type { Action, ActionResources, CellResource, LessonResource, Moment, PupilResource } from './resource.ts';

const id = () => randomUUID();
const [school, klass, group, mother, pupil, teacher, tutor] = [id(), id(), id(), id(), id(), id(), id()];
const blank = {
  pupilId: null,
  classId: null,
  groupId: null,
  lessonId: null,
  subjectId: null,
  post: null,
  schoolId: school,
};
const year = { from: '2026-09-01', to: null };
type Given = Partial<Fact> & Pick<Fact, 'kind' | 'personId'>;
const fact = (given: Given): Fact => ({ ...blank, ...year, id: id(), ...given });

const enrolled = fact({ kind: 'enrolled', personId: pupil, classId: klass });
const teaches = fact({ kind: 'teaches', personId: teacher, groupId: group });
const tutors = fact({ kind: 'tutor', personId: tutor, classId: klass });
const guards = (period: object = {}, of = pupil) =>
  fact({ kind: 'guardian', personId: mother, pupilId: of, schoolId: null, ...period });

const lesson = (date: string): LessonResource => ({
  kind: 'lesson',
  schoolId: school,
  lessonId: id(),
  groupId: group,
  classId: klass,
  date,
});
const diary: PupilResource = { kind: 'pupil', pupilId: pupil, facts: [enrolled] };
const cell = (date: string): CellResource => ({ ...lesson(date), kind: 'cell', pupilId: pupil, facts: [enrolled] });
const on = (date: string): Moment => ({ instant: new Date(`${date}T09:00:00Z`), today: () => date });
const asked = <A extends Action>(
  personId: string,
  facts: readonly Fact[],
  action: A,
  resource: ActionResources[A],
  at = on('2026-11-20'),
  actingAs: string | null = null,
) => may({ personId, facts }, actingAs, action, resource, at);
const allowed = (...args: Parameters<typeof asked>) => asked(...args).allowed;

describe('guardians', () => {
  it('of divorced parents each reads by the own fact; one that ended grants nothing', () => {
    expect(allowed(mother, [guards()], 'diary.read', diary)).toBe(true);
    const ended = guards({ to: '2026-11-19' });
    expect(asked(mother, [ended], 'diary.read', diary)).toEqual({ allowed: false, known: false });
    expect(allowed(mother, [ended], 'diary.read', diary, on('2026-11-19'))).toBe(true);
  });

  it('see their own child only', () => {
    expect(allowed(mother, [guards({}, id())], 'diary.read', diary)).toBe(false);
  });

  it('who teach their child act as one or the other, never as both', () => {
    const both = [guards(), { ...teaches, personId: mother }];
    const asGuardian = asked(mother, both, 'diary.read', diary);
    expect(asGuardian).toMatchObject({ allowed: true, grant: { role: 'guardian', fact: both[0]?.id } });
    expect(asked(mother, both, 'mark.give', lesson('2026-11-20'))).toMatchObject({ grant: { role: 'teacher' } });
    const acting = both[1]?.id ?? null;
    expect(allowed(mother, both, 'diary.read', diary, on('2026-11-20'), acting)).toBe(false);
    expect(allowed(mother, both, 'mark.give', lesson('2026-11-20'), on('2026-11-20'), both[0]?.id ?? null)).toBe(false);
  });
});

describe('teachers', () => {
  it('write what was taught in their time and read what was before', () => {
    const since = { ...teaches, from: '2026-11-01' };
    expect(allowed(teacher, [since], 'mark.give', lesson('2026-11-02'))).toBe(true);
    expect(asked(teacher, [since], 'mark.give', lesson('2026-10-31'))).toEqual({ allowed: false, known: true });
    expect(allowed(teacher, [since], 'lesson.read', lesson('2026-10-31'))).toBe(true);
  });

  it('dismissed lose everything, and rehired have it back for their lessons', () => {
    const before = { ...teaches, to: '2026-10-10' };
    expect(allowed(teacher, [before], 'lesson.read', lesson('2026-10-01'))).toBe(false);
    const again = [before, { ...teaches, id: id(), from: '2026-11-15' }];
    expect(allowed(teacher, again, 'mark.give', lesson('2026-11-16'))).toBe(true);
    expect(allowed(teacher, again, 'mark.give', lesson('2026-10-20'))).toBe(false);
  });

  it('do not open the diary, which holds other subjects; they know the pupil', () => {
    const member = fact({ kind: 'in_group', personId: pupil, groupId: group });
    expect(asked(teacher, [teaches], 'diary.read', { ...diary, facts: [enrolled, member] })).toEqual({
      allowed: false,
      known: true,
    });
  });
});

describe('tutors', () => {
  it('correct attendance of their class and give no marks', () => {
    expect(allowed(tutor, [tutors], 'attendance.correct', cell('2026-11-20'))).toBe(true);
    expect(allowed(tutor, [tutors], 'mark.give', lesson('2026-11-20'))).toBe(false);
    expect(allowed(tutor, [tutors], 'mark.history', cell('2026-11-20'))).toBe(true);
  });

  it('of another class have no part in it', () => {
    const other = { ...tutors, classId: id() };
    expect(asked(tutor, [other], 'diary.read', diary)).toEqual({ allowed: false, known: false });
  });
});

describe('dates are those of the school', () => {
  it('a right ends with the school’s midnight, not with Moscow’s', () => {
    const last = { ...teaches, to: '2026-11-20' };
    const instant = new Date('2026-11-20T20:30:00Z');
    const in_ = (timeZone: string): Moment => ({
      instant,
      today: () => new Intl.DateTimeFormat('en-CA', { timeZone }).format(instant),
    });
    expect(allowed(teacher, [last], 'mark.give', lesson('2026-11-20'), in_('Europe/Moscow'))).toBe(true);
    expect(allowed(teacher, [last], 'mark.give', lesson('2026-11-20'), in_('Asia/Yekaterinburg'))).toBe(false);
  });
});

describe('pupils', () => {
  it('keep the own diary after leaving; somebody who was never a pupil has none', () => {
    const left = { ...enrolled, to: '2026-10-01' };
    expect(asked(pupil, [left], 'diary.read', { ...diary, facts: [left] })).toMatchObject({ grant: { role: 'pupil' } });
    expect(allowed(teacher, [teaches], 'diary.read', { kind: 'pupil', pupilId: teacher, facts: [] })).toBe(false);
  });
});

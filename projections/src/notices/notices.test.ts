import type { AnyEvent, Recorded } from '@peremena/events';
import { describe, expect, it } from 'vitest';
import { group, id, make, pupils, school, teacher } from '../../test/school.ts';
import { doublingNotices, gossiping } from '../../test/notice-faults.ts';
import type { Projection } from '../core/projection.ts';
import { given, stored, type Given } from '../core/specification.ts';
import { collapsed, type NoticeRow } from './collapse.ts';
import { notices } from './project.ts';

const [anna, boris] = pupils as [string, string];
const lesson = id('lesson');
const ids = { schoolId: school, lessonId: lesson, groupId: group, teacherId: teacher };
const happened = (type: string, data: object) => ({ type, data: { ...ids, ...data } }) as unknown as Given;
const assigned = happened('SubstituteAssigned', {
  substituteId: id('substitute'),
  date: '2026-09-07',
  until: '2026-09-14',
  reason: 'teacher_absent',
});
const term = [
  make.roll(lesson, [boris], [{ pupilId: anna, code: 'ill' }]),
  make.mark(lesson, boris, '4'),
  make.correction(lesson, boris, id('before'), '4', '5'),
  make.homework(lesson, '№ 5'),
  assigned,
];

describe('rows', () => {
  it('say what happened and whom it is about, in ids and codes', async () => {
    const rows = await given(term).rows(notices);
    expect(
      rows.map(({ audience, about_id, kind, before, after }) => [audience, about_id, kind, before, after]),
    ).toEqual([
      ['pupil', anna, 'attendance', null, 'ill'],
      ['pupil', boris, 'mark', null, '4'],
      ['pupil', boris, 'mark', '4', '5'],
      ['group', group, 'homework', null, null],
      ['group', group, 'lesson', null, null],
      ['substitute', id('substitute'), 'duty', null, null],
      ['teacher', teacher, 'duty', null, null],
    ]);
    expect(JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? '' : value))).not.toContain('№ 5');
  });

  it('name the time a lesson was moved from and to', async () => {
    const at = { slot: 1, from: '09:20', to: '10:05', room: '12' };
    const moved = happened('LessonMoved', {
      before: { ...at, date: '2026-09-07' },
      after: { ...at, date: '2026-09-08' },
      reason: 'other',
    });
    expect(await given([moved]).rows(notices)).toMatchObject([
      { audience: 'group', before: '2026-09-07T09:20', after: '2026-09-08T09:20' },
      { audience: 'teacher' },
    ]);
  });
});

/** Told again, as after a restart that has lost its place: every event still stands once for each it is about. */
async function onceEach(model: Projection): Promise<void> {
  const numbered = term.map((event, at) => ({ ...event, id: id(`event ${at}`) })) as unknown as readonly Given[];
  const once = await given(numbered).rows(model);
  const again = await given([...numbered, ...numbered]).rows(model);
  expect(again.length).toBe(once.length);
}

describe('an answer on paper', () => {
  const paper = { schoolId: school, pupilId: anna, kind: 'photo', version: 1, personId: id('mother') };
  const noted = { ...paper, answer: 'declined', signedOn: '2026-09-07', place: 'папка' };

  it('is told as noted or struck, and not which answer it was', async () => {
    const rows = await given([
      { type: 'PaperConsentNoted', data: noted } as unknown as Given,
      { type: 'PaperConsentStruck', data: { ...paper, noteId: id('note'), reason: 'ошибка' } } as unknown as Given,
    ]).rows(notices);
    expect(rows).toMatchObject([
      { audience: 'pupil', about_id: anna, kind: 'consent', what: 'consent_noted', after: 'photo' },
      { audience: 'pupil', about_id: anna, kind: 'consent', what: 'consent_struck', after: null },
    ]);
    const told = JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? '' : value));
    for (const secret of ['declined', 'папка', 'ошибка']) expect(told).not.toContain(secret);
  });
});

describe('an event told again', () => {
  it('makes no second notice', () => onceEach(notices));
  it('planted fault: a read model that counts its own tellings is found out', async () => {
    await expect(onceEach(doublingNotices())).rejects.toThrow();
  });
});

const topics = (model: Projection, event: Given) => model.topics(stored([event])[0] as unknown as Recorded<AnyEvent>);

/** What is of one pupil is hinted to who listens to that pupil alone. */
function discreet(model: Projection): void {
  expect(topics(model, make.mark(lesson, boris, '4'))).toEqual([`pupil:${boris}`]);
  expect(topics(model, term[0]!)).toEqual([`pupil:${anna}`]);
}

describe('hints', () => {
  it('of one pupil reach nobody else', () => discreet(notices));
  it('planted fault: a read model that tells the whole group is found out', () =>
    expect(() => discreet(gossiping)).toThrow());
  it('of a lesson reach the group and its teachers', () => {
    expect(topics(notices, assigned)).toEqual([`group:${group}`, `person:${teacher}`, `person:${id('substitute')}`]);
  });
});

describe('lines', () => {
  const row = (position: bigint, more: Partial<NoticeRow>): NoticeRow =>
    ({
      event_id: id(`event ${position}`),
      position,
      at: new Date('2026-09-07T08:00:00Z'),
      told_on: '2026-09-07',
      kind: 'mark',
      what: 'mark_corrected',
      before: null,
      after: null,
      why: 'guardian',
      pupil_id: anna,
      fresh: false,
      lesson_id: lesson,
      ...more,
    }) as NoticeRow;

  it('hold what happened to one thing on one day, step by step; one new step makes the line new', () => {
    const lines = collapsed([
      row(5n, { before: '4', after: '3', fresh: true }),
      row(4n, { pupil_id: boris }),
      row(3n, { before: '5', after: '4' }),
      row(2n, { before: null, after: '5', what: 'mark_posted' }),
    ]);
    expect(lines.map(({ pupilId, fresh, steps }) => [pupilId, fresh, steps.map(({ after }) => after)])).toEqual([
      [anna, true, ['5', '4', '3']],
      [boris, false, [null]],
    ]);
  });

  it('begin anew on another day', () => {
    expect(collapsed([row(5n, { told_on: '2026-09-08' }), row(3n, {})])).toHaveLength(2);
  });

  it('leave out a roll that repeats what was noted', () => {
    const noted = { kind: 'attendance', what: 'attendance', after: 'ill' } as const;
    expect(collapsed([row(5n, noted), row(3n, noted)])[0]?.steps).toHaveLength(1);
  });
});

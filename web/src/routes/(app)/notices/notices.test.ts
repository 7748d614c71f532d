import { describe, expect, it } from 'vitest';
import { noticesWords } from '#lib/i18n/notices.ts';
import { sayFrom } from '#lib/i18n/words.ts';
import { earlier, hrefOf, sentence, type Line } from './notices.ts';

const say = sayFrom(noticesWords('ru'), 'ru');
const step = (what: string, before: string | null = null, after: string | null = null) =>
  ({ event: what, at: '2026-11-20T08:00:00.000Z', what, before, after }) as Line['steps'][number];
const line = (kind: Line['kind'], steps: Line['steps'], more: Partial<Line> = {}) =>
  ({
    kind,
    why: 'guardian',
    pupilId: 'anna',
    schoolId: 'school',
    version: null,
    days: null,
    lesson: { id: 'lesson', date: '2026-11-19', slot: 1, from: '08:30', room: '12' },
    steps,
    ...more,
  }) as Line;
const said = (one: Line) => sentence(one, say, 'ru');

describe('a sentence', () => {
  it('of a mark shows the whole way of a day', () => {
    expect(said(line('mark', [step('mark_posted', null, '5')]))).toBe('Оценка 5');
    expect(said(line('mark', [step('mark_corrected', '5', '4'), step('mark_corrected', '4', '3')]))).toBe(
      'Оценка исправлена: 5\u00A0→\u00A04\u00A0→\u00A03',
    );
    expect(said(line('mark', [step('mark_posted', null, '5'), step('mark_withdrawn', '5')]))).toBe('Оценка снята: 5');
  });

  it('of a lesson tells the new time, or the new room where the time is the same', () => {
    const moved = (after: string) => line('lesson', [step('lesson_moved', '2026-11-19T08:30', after)]);
    expect(said(moved('2026-11-20T10:15'))).toBe('Урок перенесён: 19 ноября, 8:30 → 20 ноября, 10:15');
    expect(said(moved('2026-11-19T08:30'))).toBe('Другой кабинет: 12');
  });

  it('tells who stands in apart from the class', () => {
    const steps = [step('substitute_assigned')];
    expect(said(line('lesson', steps))).toBe('Урок проведёт другой учитель');
    expect(said(line('duty', steps, { why: 'substitute', pupilId: null }))).toBe('Вы заменяете другого учителя');
  });
});

it('of a timetable tells from when and how much is another; of special days, what and when', () => {
  const version = { id: 'v', from: '2026-11-23', changes: 3, first: false };
  const published = line('timetable', [step('timetable_published')], { lesson: null, version, days: null });
  expect([said(published), hrefOf(published)]).toEqual([
    'С 23 ноября другое расписание: у вас 3 изменения',
    '/timetable/changes/v?school=school&child=anna',
  ]);
  expect(said({ ...published, version: { ...version, first: true } })).toBe(
    'Расписание уроков готово, действует с 23 ноября',
  );
  const days = { id: 'd', from: '2026-11-25', to: '2026-11-25', title: 'Педсовет' };
  const of = (what: string, more: { readonly to?: string; readonly title?: string | null } = {}) =>
    line('timetable', [step(what, 'short_day 2026-11-24 2026-11-24', 'short_day 2026-11-25 2026-11-25')], {
      lesson: null,
      days: { ...days, ...more },
    });
  expect(said(of('days_declared'))).toBe('Педсовет: 25 ноября');
  expect(said(of('days_changed', { to: '2026-11-26' }))).toBe('Педсовет: теперь 25–26 ноября');
  expect(said(of('days_withdrawn', { title: null }))).toBe(
    'Сокращённый день, 25 ноября: отменено, дни идут как обычно',
  );
  expect(hrefOf(of('days_declared'))).toBe('/timetable?school=school&on=2026-11-25&of=pupil%3Aanna');
});

it('tells what was noted earlier that day', () => {
  const off = line('lesson', [step('lesson_cancelled'), step('lesson_restored')]);
  expect(earlier(off, say, 'ru')).toBe('раньше: урок отменён');
  expect(earlier(line('lesson', [step('lesson_cancelled')]), say, 'ru')).toBeNull();
});

it('leads to the child’s day or to the lesson, and nowhere that is shut', () => {
  expect(hrefOf(line('mark', [step('mark_posted')]))).toBe('/diary?child=anna&on=2026-11-19&view=day');
  const asked = line('consent', [step('consent_asked', null, 'photo')], { lesson: null, subject: null });
  expect([hrefOf(asked), said(asked)]).toEqual([
    '/more/consents/anna/photo',
    'Школа спрашивает согласие: фото и видео',
  ]);
  const paper = (what: string, kind: string | null) => ({ ...asked, steps: [step(what, null, kind)] });
  expect([hrefOf(paper('consent_noted', 'photo')), said(paper('consent_noted', 'photo'))]).toEqual([
    '/more/consents/anna/photo',
    'Школа записала ответ на бумаге: фото и видео',
  ]);
  expect([hrefOf(paper('consent_struck', null)), said(paper('consent_struck', null))]).toEqual([
    '/more/consents',
    'Запись об ответе на бумаге вычеркнута',
  ]);
  const duty = (what: string) => line('duty', [step(what)], { pupilId: null, why: 'substitute' });
  expect(hrefOf(duty('substitute_assigned'))).toBe('/lessons/lesson');
  expect(hrefOf(duty('substitute_withdrawn'))).toBe('/timetable?on=2026-11-19');
});

import type { AnswerOf, Api } from '#lib/answers.ts';
import { clock, dateRange, dayAndMonth } from '#lib/i18n/dates.ts';
import type { Language } from '#lib/i18n/language.ts';
import type { NoticesWords } from '#lib/i18n/notices.ts';
import type { Say } from '#lib/i18n/words.ts';

export type Line = AnswerOf<Api['notices']['$get']>['lines'][number];
export type Choice = AnswerOf<Api['notices']['$get']>['choices'][number];

/** What happened, in a sentence: the last of the steps, with the way there where it matters. */
export function sentence(
  { kind, why, steps, lesson, version, days }: Line,
  say: Say<NoticesWords>,
  language: Language,
): string {
  const last = steps.at(-1);
  if (!last) return '';
  if (version) {
    const date = dayAndMonth(version.from, language);
    return version.first ? say('timetable_first', { date }) : say('timetable_published', { date, n: version.changes });
  }
  if (days) return daysSentence(days, last, say, language);
  switch (kind) {
    case 'mark':
      return markSentence(steps, say);
    case 'attendance':
      return attendance(last.after, say);
    case 'homework':
      return say(last.what === 'homework_set' && steps.length > 1 ? 'homework_changed' : (last.what as 'homework_set'));
    case 'consent':
      return consent(last, say);
    default:
      if (last.what === 'lesson_moved') {
        const [before, after] = [last.before ?? '', last.after ?? ''].map((at) => time(at, language));
        return before === after
          ? say('room_changed', { room: lesson?.room ?? '–' })
          : say('lesson_moved', { before: before ?? '', after: after ?? '' });
      }
      if (why === 'substitute') {
        if (last.what === 'substitute_assigned') return say('duty_assigned');
        if (last.what === 'substitute_withdrawn') return say('duty_withdrawn');
        if (last.what === 'lessons_merged') return say('duty_merged');
        if (last.what === 'lessons_parted') return say('duty_parted');
      }
      return say(last.what as 'lesson_cancelled');
  }
}

/** Kind, first and last day of special days, as a step holds them. */
function daysSentence(
  { from, to, title }: NonNullable<Line['days']>,
  { what, before, after }: Line['steps'][number],
  say: Say<NoticesWords>,
  language: Language,
): string {
  const [kind = ''] = (after ?? before ?? '').split(' ');
  const said = { kind: title ?? say(kind as 'short_day'), when: dateRange(from, to, language) };
  return what === 'days_withdrawn'
    ? say('days_withdrawn', { ...said, kind: say(kind as 'short_day') })
    : say(what as 'days_declared', said);
}

function consent({ what, after }: Line['steps'][number], say: Say<NoticesWords>): string {
  if (what === 'consent_struck') return say('consent_struck');
  return say(`${what === 'consent_noted' ? 'noted' : 'consent'}_${after as 'photo'}`);
}

function markSentence(steps: Line['steps'], say: Say<NoticesWords>): string {
  const [first, last] = [steps[0], steps.at(-1)];
  if (last?.what === 'mark_withdrawn') return say('mark_withdrawn', { before: last.before ?? '' });
  if (steps.length === 1 && last?.what === 'mark_posted') return say('mark_posted', { after: last.after ?? '' });
  const values = [first?.before, ...steps.map(({ after }) => after)].filter((value) => value !== null);
  return say('mark_corrected', { steps: values.join('\u00A0→\u00A0') });
}

const attendance = (code: string | null, say: Say<NoticesWords>): string => say((code ?? 'present') as 'absent');

/** What was noted earlier that day of the same lesson; marks tell their way in the sentence itself. */
export function earlier(line: Line, say: Say<NoticesWords>, language: Language): string | null {
  if (
    line.kind === 'mark' ||
    line.kind === 'homework' ||
    line.kind === 'consent' ||
    !line.lesson ||
    line.steps.length < 2
  )
    return null;
  const said = line.steps
    .slice(0, -1)
    .map((_, at) => sentence({ ...line, steps: line.steps.slice(0, at + 1) }, say, language));
  return say('was', { steps: said.join(' → ').toLowerCase() });
}

/** «20 ноября, 9:30» from `2026-11-20T09:30`. */
function time(at: string, language: Language): string {
  const [date = '', of = ''] = at.split('T');
  return `${dayAndMonth(date, language)}, ${clock(of)}`;
}

/**
 * Where a notice leads: the day in that child's diary, the lesson, the own changes of a version, the week of special days, or the text that asks. Who stands in no more may not open the lesson.
 */
export function hrefOf({ kind, why, pupilId, lesson, steps, version, days, schoolId }: Line): string {
  const asked = steps.at(-1)?.after;
  if (kind === 'consent') return asked ? `/more/consents/${pupilId}/${asked}` : '/more/consents';
  const whose = { school: schoolId, ...(pupilId === null ? {} : { child: pupilId }) };
  if (version) return `/timetable/changes/${version.id}?${new URLSearchParams(whose)}`;
  if (days)
    return `/timetable?${new URLSearchParams({ school: schoolId, on: days.from, ...(pupilId === null ? {} : { of: `pupil:${pupilId}` }) })}`;
  if (!lesson) return '/notices';
  if (pupilId !== null) return `/diary?${new URLSearchParams({ child: pupilId, on: lesson.date, view: 'day' })}`;
  const shut = ['substitute_withdrawn', 'lessons_parted'].includes(steps.at(-1)?.what ?? '') && why === 'substitute';
  return shut ? `/timetable?on=${lesson.date}` : `/lessons/${lesson.id}`;
}

/** Lines by the day they were told on, newest first. */
export function byDay(lines: readonly Line[]): readonly (readonly [string, readonly Line[]])[] {
  return [...Map.groupBy(lines, ({ toldOn }) => toldOn)];
}

/** The name of a choice in a form. */
export const fieldOf = ({ pupilId, kind }: Pick<Choice, 'pupilId' | 'kind'>): string => `${pupilId ?? 'own'} ${kind}`;

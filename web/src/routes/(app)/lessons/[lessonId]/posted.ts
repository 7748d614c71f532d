import {
  attendanceCodes,
  correctionReasons,
  workKinds,
  type AttendanceCode,
  type CorrectionReason,
  type WorkKind,
} from '@peremena/events';

/** What the plain forms of a lesson say, as the API wants it. Nothing is judged here that the API judges. */

/** All present except those whose row says otherwise. */
export function rollOf(form: FormData): { exceptions: { pupilId: string; code: AttendanceCode }[] } {
  const exceptions = rows(form, 'code').flatMap(([pupilId, value]) => {
    const code = attendanceCodes.find((known) => known === value);
    return code ? [{ pupilId, code }] : [];
  });
  return { exceptions };
}

export interface PostedMark {
  readonly pupilId: string;
  readonly value: string | null;
  readonly replaces: string | null;
  readonly reason: CorrectionReason | null;
  readonly note: string | null;
}

/** The cells that were changed; the one reason of the form is for those that were filled. */
export function marksOf(form: FormData): { marks: PostedMark[] } {
  const reason = correctionReasons.find((known) => known === form.get('reason')) ?? null;
  const note = line(form, 'note');
  const marks = rows(form, 'mark').flatMap(([pupilId, typed]) => {
    const value = typed.trim() || null;
    const had = line(form, `had.${pupilId}`);
    const replaces = line(form, `was.${pupilId}`);
    if (value === had) return [];
    return [{ pupilId, value, replaces, reason: replaces ? reason : null, note: replaces ? note : null }];
  });
  return { marks };
}

export function topicOf(form: FormData): { topic: string | null; saw: string | null } {
  return { topic: line(form, 'topic'), saw: line(form, 'saw') };
}

export function homeworkOf(form: FormData): { text: string | null; dueOn: string | null; saw: string | null } {
  const text = line(form, 'text');
  return { text, dueOn: text === null ? null : line(form, 'dueOn'), saw: line(form, 'saw') };
}

export function workOf(form: FormData): { kind: WorkKind; weight: number } {
  return {
    kind: workKinds.find((known) => known === form.get('kind')) ?? 'classwork',
    weight: Number(form.get('weight')),
  };
}

function rows(form: FormData, field: string): [string, string][] {
  return [...form]
    .filter(([name]) => name.startsWith(`${field}.`))
    .map(([name, value]) => [name.slice(field.length + 1), typeof value === 'string' ? value : '']);
}

/** A browser sends line ends as CR LF, whatever was shown. */
function line(form: FormData, field: string): string | null {
  const value = form.get(field);
  return (typeof value === 'string' && value.replaceAll('\r\n', '\n').trim()) || null;
}

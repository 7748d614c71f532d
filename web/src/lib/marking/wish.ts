import type { AttendanceCode, CorrectionReason } from '@peremena/events';

/** What a teacher wants the mark of one pupil to be. `saw` is the event that wrote the mark the page showed, null for an empty cell. */
export interface MarkWish {
  readonly kind: 'mark';
  readonly pupilId: string;
  readonly value: string | null;
  readonly saw: string | null;
  readonly reason: CorrectionReason | null;
  readonly note: string | null;
}
/** What the attendance of one pupil shall be; null is present. `saw` is the code the page showed. */
export interface AttendanceWish {
  readonly kind: 'attendance';
  readonly pupilId: string;
  readonly value: AttendanceCode | null;
  readonly saw: AttendanceCode | null;
}
export type Wish = MarkWish | AttendanceWish;

/** One command: marks of one lesson together, or the attendance of one pupil. Its id stays the same however often it is sent. */
export interface Write {
  readonly id: string;
  readonly lessonId: string;
  readonly wishes: readonly Wish[];
}

/** Name of the place a wish is about. */
export function placeOf(kind: Wish['kind'], lessonId: string, pupilId: string): string {
  return `${kind} ${lessonId} ${pupilId}`;
}

/** The request that carries a write. */
export function requestOf({ lessonId, wishes }: Write): { method: 'POST' | 'PUT'; path: string; body: unknown } {
  const lesson = `/api/lessons/${lessonId}`;
  const [first] = wishes;
  if (first?.kind === 'attendance') {
    const { pupilId, value, saw } = first;
    return { method: 'PUT', path: `${lesson}/attendance/${pupilId}`, body: { code: value, saw } };
  }
  const marks = wishes
    .filter((wish) => wish.kind === 'mark')
    .map(({ pupilId, value, saw, reason, note }) => ({ pupilId, value, replaces: saw, reason, note }));
  return { method: 'POST', path: `${lesson}/marks`, body: { marks } };
}

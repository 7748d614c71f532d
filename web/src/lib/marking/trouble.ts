import type { Problem } from './link.ts';

/** Two entries met in one cell: what the server holds now. */
export interface Conflict {
  readonly kind: 'conflict';
  readonly current: string | null;
  /** What the next change must name as seen: the event of a mark, or the attendance code. */
  readonly saw: string | null;
  readonly at: string | null;
  readonly by: string | null;
}
/** Any other refusal, in the API's words. */
export interface Refused {
  readonly kind: 'refused';
  readonly code: string;
  readonly sentence: string;
}
export type Trouble = Conflict | Refused;

interface NamedCell {
  readonly pupilId: string;
  readonly current?: {
    readonly value: string;
    readonly event: string;
    readonly at?: string;
    readonly by?: string;
  } | null;
}

/** The pupils a refusal names, each with the trouble there; empty when it is about the whole command. */
export function conflictsOf({ code, detail, facts = {} }: Problem): Map<string, Trouble> {
  const refused: Trouble = { kind: 'refused', code, sentence: detail };
  if (code === 'cell_changed') {
    return new Map(cells(facts).map(({ pupilId, current }) => [pupilId, conflict(current ?? null)]));
  }
  if (code === 'attendance_changed' && typeof facts['pupilId'] === 'string') {
    const current = typeof facts['current'] === 'string' ? facts['current'] : null;
    return new Map([[facts['pupilId'], { kind: 'conflict', current, saw: current, at: null, by: null }]]);
  }
  if (Array.isArray(facts['pupils'])) return new Map(facts['pupils'].map((pupilId) => [String(pupilId), refused]));
  return new Map(cells(facts).map(({ pupilId }) => [pupilId, refused]));
}

function cells(facts: Readonly<Record<string, unknown>>): NamedCell[] {
  return Array.isArray(facts['cells']) ? (facts['cells'] as NamedCell[]) : [];
}

function conflict(current: NamedCell['current']): Conflict {
  return {
    kind: 'conflict',
    current: current?.value ?? null,
    saw: current?.event ?? null,
    at: current?.at ?? null,
    by: current?.by ?? null,
  };
}

export interface Timed {
  readonly slot: number;
  readonly from: string;
  readonly to: string;
}

/** Where a teacher stands in the day: in a lesson, before the next one, or after the last. */
export type Moment<L> =
  { readonly kind: 'now' | 'next'; readonly lesson: L } | { readonly kind: 'over' } | { readonly kind: 'free' };

/** Lessons must be in the order of the day; times are `HH:MM`, so that they compare as text. */
export function momentOf<L extends Timed>(lessons: readonly L[], clock: string): Moment<L> {
  if (lessons.length === 0) return { kind: 'free' };
  const lesson = lessons.find(({ to }) => clock < to);
  if (!lesson) return { kind: 'over' };
  return { kind: lesson.from <= clock ? 'now' : 'next', lesson };
}

/** A row of the day's list: a lesson, or a window of one lesson or more between two of them. */
export type Row<L> =
  { readonly kind: 'lesson'; readonly lesson: L } | { readonly kind: 'window'; readonly until: string };

export function rowsOf<L extends Timed>(lessons: readonly L[]): Row<L>[] {
  return lessons.flatMap((lesson, index): Row<L>[] => {
    const before = lessons[index - 1];
    const row: Row<L> = { kind: 'lesson', lesson };
    return before && lesson.slot - before.slot > 1 ? [{ kind: 'window', until: lesson.from }, row] : [row];
  });
}

export interface Written {
  readonly rollTaken: boolean;
  readonly topic: string | null;
  readonly homework: unknown;
}
export type Missing = 'roll' | 'topic' | 'homework';

/** What a lesson that has begun (homework: that has ended) still lacks. */
export function missingIn<L extends Timed & Written>(lesson: L, clock: string): Missing[] {
  const found: Missing[] = [];
  if (clock >= lesson.from && !lesson.rollTaken) found.push('roll');
  if (clock >= lesson.from && !lesson.topic) found.push('topic');
  if (clock >= lesson.to && !lesson.homework) found.push('homework');
  return found;
}

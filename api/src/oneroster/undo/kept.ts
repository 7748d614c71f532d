import type { AnyEvent, InStream } from '@peremena/events';

/** Something an import did that stays, and why: a code of `reasons`. Ids only: who reads it looks the names up. */
export interface Kept {
  readonly type: AnyEvent['type'];
  readonly stream: string;
  /** Whom it is about besides the thing of the stream, null for nobody. */
  readonly personId: string | null;
  /** The subject or term of a school, the brought-in work of a group, where it is one. */
  readonly partId: string | null;
  readonly code: string;
}

/** An event that stays, without anything that is a name. */
export function keptOf({ type, stream, data }: InStream<AnyEvent>, code: string): Kept {
  const fields = data as Readonly<Record<string, unknown>>;
  const first = (names: readonly string[]): string | null => {
    const found = names.map((name) => fields[name]).find((value) => typeof value === 'string');
    return typeof found === 'string' ? found : null;
  };
  const personId = stream.startsWith('guardianship-') ? first(['guardianId']) : first(['pupilId', 'teacherId']);
  const parts = stream.startsWith('school-') ? ['subjectId', 'termId'] : stream.startsWith('group-') ? ['workId'] : [];
  const partId = first(parts);
  return { type, stream, personId, partId, code };
}

const order = (kept: Kept) => `${kept.stream} ${kept.type} ${kept.personId ?? ''} ${kept.partId ?? ''}`;
/** Kept things in an order of their own. */
export const byThing = (a: Kept, b: Kept) => (order(a) < order(b) ? -1 : 1);

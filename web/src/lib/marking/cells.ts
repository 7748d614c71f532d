import type { AttendanceCode } from '@peremena/events';
import type { Trouble } from './trouble.ts';
import { placeOf, type Wish } from './wish.ts';
import type { Standing, Writes } from './writes.svelte.ts';
import type { Spot } from './spots.ts';

/** What the grid needs of the journal's answer. */
export interface GridPupil {
  readonly id: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly cells: Readonly<Record<string, GridCell | undefined>>;
}
export interface GridCell {
  readonly mark: {
    readonly id: string;
    readonly value: string;
    readonly event: string;
    readonly changed: boolean;
  } | null;
  readonly attendance: AttendanceCode | null;
}
export interface GridLesson {
  readonly id: string;
  readonly date: string;
  /** What the person may write in its column. */
  readonly mayWrite: { readonly marks: boolean; readonly attendance: boolean };
}
export interface GridPage {
  readonly pupils: readonly GridPupil[];
  readonly lessons: readonly GridLesson[];
  readonly values: readonly string[];
}

/** A cell as it is shown: the server's word with this page's wishes over it. */
export interface CellView {
  readonly mark: string | null;
  readonly event: string | null;
  readonly changed: boolean;
  readonly attendance: AttendanceCode | null;
  readonly standing: Standing | null;
  readonly trouble: { readonly wish: Wish; readonly trouble: Trouble } | null;
  /** The pupil belongs to the group on the day of the lesson. */
  readonly member: boolean;
  readonly mayWrite: GridLesson['mayWrite'];
}

/** The cell at a spot with the page's wishes over it. */
export function viewOf({ pupils, lessons }: GridPage, { overlays }: Writes, { row, column }: Spot): CellView {
  const pupil = pupils[row];
  const lesson = lessons[column];
  if (!pupil || !lesson) return nothing;
  const held = pupil.cells[lesson.id];
  const mark = overlays.get(placeOf('mark', lesson.id, pupil.id));
  const note = overlays.get(placeOf('attendance', lesson.id, pupil.id));
  const troubled = [mark, note].find((overlay) => overlay?.trouble);
  return {
    mark: mark ? mark.wish.value : (held?.mark?.value ?? null),
    event: mark && mark.saw !== undefined ? mark.saw : (held?.mark?.event ?? null),
    changed: held?.mark?.changed ?? false,
    attendance: (note ? note.wish.value : (held?.attendance ?? null)) as AttendanceCode | null,
    standing: worst(mark?.standing, note?.standing),
    trouble: troubled?.trouble ? { wish: troubled.wish, trouble: troubled.trouble } : null,
    member: (pupil.from === null || pupil.from <= lesson.date) && (pupil.to === null || lesson.date <= pupil.to),
    mayWrite: lesson.mayWrite,
  };
}

/** What the server holds in every place of the page: the event of its mark, its attendance code. */
export function heldBy({ pupils, lessons }: GridPage): ReadonlyMap<string, string | null> {
  return new Map(
    pupils.flatMap((pupil) =>
      lessons.flatMap(({ id }): [string, string | null][] => [
        [placeOf('mark', id, pupil.id), pupil.cells[id]?.mark?.event ?? null],
        [placeOf('attendance', id, pupil.id), pupil.cells[id]?.attendance ?? null],
      ]),
    ),
  );
}

const nothing: CellView = {
  mark: null,
  event: null,
  changed: false,
  attendance: null,
  standing: null,
  trouble: null,
  member: false,
  mayWrite: { marks: false, attendance: false },
};

function worst(...standings: (Standing | undefined)[]): Standing | null {
  const order: Standing[] = ['refused', 'waits', 'saving', 'saved'];
  return order.find((standing) => standings.includes(standing)) ?? null;
}

import type { AttendanceCode, CorrectionReason } from '@peremena/events';
import type { MarkWish, Wish } from './wish.ts';
import type { Writes } from './writes.svelte.ts';
import { viewOf, type CellView, type GridPage } from './cells.ts';
import { pastedCell, pastedRows } from './press.ts';
import type { Spot } from './spots.ts';

interface Planned {
  readonly spot: Spot;
  readonly before: string | null;
  readonly wish: Wish;
}
interface Step {
  readonly lessonId: string;
  readonly pupilId: string;
  readonly kind: Wish['kind'];
  readonly before: string | null;
  readonly after: string | null;
}
const stepsKept = 50;
const unasked = { reason: null, note: null };

/** What is entered into the cells of a page: sent as few commands as can be, and taken back step by step. */
export class Entries {
  #done = $state.raw<readonly (readonly Step[])[]>([]);
  readonly #page: () => GridPage;
  readonly #writes: Writes;

  constructor(page: () => GridPage, writes: Writes) {
    this.#page = page;
    this.#writes = writes;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }
  at(spot: Spot): CellView {
    return viewOf(this.#page(), this.#writes, spot);
  }

  /** The same mark into every spot, null takes back; the reason is for those that are filled. */
  mark(spots: readonly Spot[], value: string | null, reason: CorrectionReason | null = null, note = ''): void {
    this.#write(spots.map((spot) => this.#marked(spot, value, reason, note.trim() || null)));
  }
  /** The same attendance for every spot; null is present. */
  note(spots: readonly Spot[], code: AttendanceCode | null): void {
    this.#write(spots.map((spot) => this.#noted(spot, code)));
  }

  /** Puts a copied part of a spreadsheet in from a spot on. Gives how many cells could not be read. */
  paste(from: Spot, text: string): number {
    const { pupils, lessons, values } = this.#page();
    const cells = pastedRows(text).flatMap((row, down) =>
      row.map((cell, right) => ({ cell, spot: { row: from.row + down, column: from.column + right } })),
    );
    const read = cells
      .filter(({ spot }) => spot.row < pupils.length && spot.column < lessons.length)
      .map(({ cell, spot }) => ({ spot, press: pastedCell(cell, values) }));
    this.#write(
      read.flatMap(({ spot, press }): Planned[] => {
        if (typeof press === 'string') return [];
        if (press.act === 'attendance') return [this.#noted(spot, press.code)];
        // What is filled is never overwritten in bulk: each change of a mark has a reason of its own.
        return press.act === 'mark' && this.at(spot).mark === null ? [this.#marked(spot, press.value, null, null)] : [];
      }),
    );
    return read.filter(({ press }) => press === 'unknown').length;
  }

  /** Takes the last step back with new commands; gives its first spot. A cell that somebody has changed since is left alone. */
  undo(): Spot | null {
    const step = this.#done.at(-1);
    if (!step) return null;
    this.#done = this.#done.slice(0, -1);
    const { pupils, lessons } = this.#page();
    const back = step.flatMap(({ lessonId, pupilId, kind, before, after }) => {
      const row = pupils.findIndex(({ id }) => id === pupilId);
      const column = lessons.findIndex(({ id }) => id === lessonId);
      if (row < 0 || column < 0) return [];
      const spot = { row, column };
      const { mark, attendance, standing } = this.at(spot);
      if (standing === 'refused' || (kind === 'mark' ? mark : attendance) !== after) return [];
      return kind === 'mark'
        ? [this.#marked(spot, before, 'typo', null)]
        : [this.#noted(spot, before as AttendanceCode | null)];
    });
    this.#send(back);
    return back[0]?.spot ?? null;
  }

  /** The teacher chose between two entries: own value again, knowing the other, or the other's. */
  resolve(place: string, choice: 'mine' | 'theirs', note: string): void {
    const overlay = this.#writes.overlays.get(place);
    if (!overlay?.trouble) return;
    const [, lessonId = ''] = place.split(' ');
    this.#writes.forget(place);
    if (choice === 'theirs') return;
    const { wish, trouble } = overlay;
    const saw = trouble.kind === 'conflict' ? trouble.saw : wish.saw;
    const again =
      wish.kind === 'mark' && saw !== null && wish.reason === null
        ? { ...wish, saw, reason: 'other' as const, note }
        : ({ ...wish, saw } as Wish);
    this.#writes.add(lessonId, [again]);
  }

  #marked(spot: Spot, value: string | null, reason: CorrectionReason | null, note: string | null): Planned {
    const { event, mark } = this.at(spot);
    const told = mark === null ? unasked : { reason, note };
    return { spot, before: mark, wish: { kind: 'mark', pupilId: this.#pupilAt(spot), value, saw: event, ...told } };
  }
  #noted(spot: Spot, value: AttendanceCode | null): Planned {
    const { attendance } = this.at(spot);
    const wish: Wish = { kind: 'attendance', pupilId: this.#pupilAt(spot), value, saw: attendance };
    return { spot, before: attendance, wish };
  }
  #pupilAt({ row }: Spot): string {
    return this.#page().pupils[row]?.id ?? '';
  }

  #write(planned: readonly Planned[]): void {
    const wanted = planned.filter(({ spot, before, wish }) => {
      const { mayWrite } = this.at(spot);
      return before !== wish.value && (wish.kind === 'mark' ? mayWrite.marks : mayWrite.attendance);
    });
    const steps = this.#send(wanted);
    if (steps.length > 0) this.#done = [...this.#done, steps].slice(-stepsKept);
  }

  /** One command for the marks of a lesson, one for each attendance. */
  #send(planned: readonly Planned[]): Step[] {
    const marks = new Map<string, MarkWish[]>();
    const steps = planned.flatMap(({ spot, before, wish }): Step[] => {
      const lessonId = this.#page().lessons[spot.column]?.id;
      if (!lessonId) return [];
      if (wish.kind === 'mark') marks.set(lessonId, [...(marks.get(lessonId) ?? []), wish]);
      else this.#writes.add(lessonId, [wish]);
      return [{ lessonId, pupilId: wish.pupilId, kind: wish.kind, before, after: wish.value }];
    });
    for (const [lessonId, wishes] of marks) this.#writes.add(lessonId, wishes);
    return steps;
  }
}

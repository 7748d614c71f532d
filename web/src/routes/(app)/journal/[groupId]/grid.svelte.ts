import type { AttendanceCode, CorrectionReason } from '@peremena/events';
import { placeOf, type MarkWish, type Wish } from '#lib/marking/wish.ts';
import type { Writes } from '#lib/marking/writes.svelte.ts';
import { heldBy, viewOf, type CellView, type GridLesson, type GridPage, type Spot } from './cells.ts';
import { pastedCell, pastedRows, pressOf, type KeyLike, type Press } from './press.ts';

/** Filled cells that wait for the reason of a change. */
export interface Asked {
  readonly spots: readonly Spot[];
  readonly value: string | null;
}
interface Step {
  readonly lessonId: string;
  readonly pupilId: string;
  readonly kind: Wish['kind'];
  readonly before: string | null;
  readonly after: string | null;
}

/** The journal under a keyboard: focus, selection, typing, fill, paste, undo. Knows no DOM. */
export class JournalGrid {
  row = $state(0);
  column = $state(0);
  anchor = $state.raw<Spot | null>(null);
  asked = $state.raw<Asked | null>(null);
  /** Whether going down passes those who are not at the lesson: a thumb gives marks to those in the room. */
  skipAway = false;
  /** The place whose trouble is being shown. */
  opened = $state<string | null>(null);
  #page = $state.raw<GridPage>({ pupils: [], lessons: [], values: [] });
  #done = $state.raw<readonly (readonly Step[])[]>([]);
  readonly #writes: Writes;

  constructor(page: GridPage, writes: Writes, start: Spot = { row: 0, column: 0 }) {
    this.#page = page;
    this.#writes = writes;
    this.#go(start.row, start.column);
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }
  get lesson(): GridLesson | undefined {
    return this.#page.lessons[this.column];
  }

  /** Takes a newer answer of the server; the focus stays with its pupil and lesson. */
  show(page: GridPage): void {
    const { pupils, lessons } = this.#page;
    const row = page.pupils.findIndex(({ id }) => id === pupils[this.row]?.id);
    const column = page.lessons.findIndex(({ id }) => id === lessons[this.column]?.id);
    this.#page = page;
    const held = heldBy(page);
    this.#writes.caughtUp((place) => held.get(place));
    this.anchor = null;
    this.#go(Math.max(row, 0), Math.max(column, 0));
  }

  view(row: number, column: number): CellView {
    return viewOf(this.#page, this.#writes, { row, column });
  }

  /** The selected cells, row by row; without a selection the cell in focus. */
  get selected(): Spot[] {
    const other = this.anchor ?? { row: this.row, column: this.column };
    return [...span(other.row, this.row)].flatMap((row) =>
      [...span(other.column, this.column)].map((column) => ({ row, column })),
    );
  }
  isSelected(row: number, column: number): boolean {
    const { anchor } = this;
    return anchor !== null && between(row, anchor.row, this.row) && between(column, anchor.column, this.column);
  }

  focus(row: number, column: number, select = false): void {
    if (!select) this.anchor = null;
    else this.anchor ??= { row: this.row, column: this.column };
    this.#go(row, column);
  }

  /** Does what a key asks for; false when the key is not the journal's. */
  key(event: KeyLike): boolean {
    const press = pressOf(event, this.#page.values);
    return press !== null && this.#page.pupils.length > 0 && this.#page.lessons.length > 0 && this.press(press);
  }

  press(press: Press): boolean {
    switch (press.act) {
      case 'move':
        this.focus(this.row + press.rows, this.column + press.columns, press.select);
        return true;
      case 'edge':
        this.focus(
          press.of === 'row' ? this.row : press.to === 'first' ? 0 : Infinity,
          press.to === 'first' ? 0 : Infinity,
        );
        return true;
      case 'mark':
      case 'attendance':
        this.#type(press);
        return true;
      case 'take-back':
        this.#takeBack();
        return true;
      case 'undo':
        this.undo();
        return true;
      case 'fill-down':
        this.#fillDown();
        return true;
      case 'enter':
        if (this.view(this.row, this.column).trouble) this.opened = this.#placeInFocus();
        else this.#down();
        return true;
      case 'enter-up':
        this.focus(this.row - 1, this.column);
        return true;
      case 'next':
      case 'previous':
        return this.#step(press.act === 'next' ? 1 : -1);
      case 'escape':
        return this.#escape();
    }
  }

  /** Answers the question why a filled cell changes. */
  explain(reason: CorrectionReason, note: string): void {
    const { asked } = this;
    if (!asked) return;
    this.asked = null;
    this.#write(asked.spots.map((spot) => this.#markWish(spot, asked.value, reason, note.trim() || null)));
    if (asked.spots.length === 1) this.#down();
  }

  /** Takes the last step back with new commands. A cell that somebody has changed since is left alone. */
  undo(): void {
    const step = this.#done.at(-1);
    if (!step) return;
    this.#done = this.#done.slice(0, -1);
    const back = step.flatMap(({ lessonId, pupilId, kind, before, after }) => {
      const row = this.#page.pupils.findIndex(({ id }) => id === pupilId);
      const column = this.#page.lessons.findIndex(({ id }) => id === lessonId);
      if (row < 0 || column < 0) return [];
      const { mark, attendance, standing } = this.view(row, column);
      if (standing === 'refused' || (kind === 'mark' ? mark : attendance) !== after) return [];
      const wish =
        kind === 'mark'
          ? this.#markWish({ row, column }, before, 'typo', null)
          : this.#noteWish({ row, column }, before as AttendanceCode | null);
      return [wish];
    });
    this.#send(back);
    const [first] = back;
    if (first) this.focus(first.spot.row, first.spot.column);
  }

  /** Puts a copied part of a spreadsheet in from the focus on. Gives how many cells could not be read. */
  paste(text: string): number {
    const rows = pastedRows(text);
    let unknown = 0;
    const wanted: { spot: Spot; press: Press }[] = [];
    rows.forEach((cells, down) =>
      cells.forEach((cell, right) => {
        const spot = { row: this.row + down, column: this.column + right };
        if (spot.row >= this.#page.pupils.length || spot.column >= this.#page.lessons.length) return;
        const press = pastedCell(cell, this.#page.values);
        if (press === 'unknown') unknown += 1;
        else if (press !== 'empty') wanted.push({ spot, press });
      }),
    );
    this.#write(
      wanted.flatMap(({ spot, press }): Planned[] => {
        if (press.act === 'attendance') return [this.#noteWish(spot, press.code)];
        // What is filled is never overwritten in bulk: each change of a mark has a reason of its own.
        return press.act === 'mark' && this.#at(spot).mark === null
          ? [this.#markWish(spot, press.value, null, null)]
          : [];
      }),
    );
    return unknown;
  }

  /** The teacher chose between two entries: own value again, knowing the other, or the other's. */
  resolve(place: string, choice: 'mine' | 'theirs', note: string): void {
    const overlay = this.#writes.overlays.get(place);
    this.opened = null;
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

  #type(press: Extract<Press, { act: 'mark' | 'attendance' }>): void {
    const spots = this.selected.filter((spot) => this.#at(spot).member);
    if (press.act === 'attendance') this.#write(spots.map((spot) => this.#noteWish(spot, press.code)));
    else if (this.#set(spots, press.value)) return;
    if (!this.anchor) this.#down();
  }

  /** Sets marks; true when the reason must be asked for first. */
  #set(spots: readonly Spot[], value: string | null): boolean {
    const changes = spots.filter((spot) => this.#at(spot).mark !== value);
    const filled = changes.filter((spot) => this.#at(spot).mark !== null);
    this.#write(
      changes.filter((spot) => !filled.includes(spot)).map((spot) => this.#markWish(spot, value, null, null)),
    );
    if (filled.length > 0) this.asked = { spots: filled, value };
    return filled.length > 0;
  }

  #takeBack(): void {
    const marked = this.selected.filter((spot) => this.#at(spot).mark !== null);
    if (marked.length > 0) this.asked = { spots: marked, value: null };
    else
      this.#write(
        this.selected.filter((spot) => this.#at(spot).attendance !== null).map((spot) => this.#noteWish(spot, null)),
      );
  }

  /** The mark in focus for every empty cell below it, or below it in the selection; those absent are left out. */
  #fillDown(): void {
    const top = this.anchor ? Math.min(this.anchor.row, this.row) : this.row;
    const { mark } = this.view(top, this.column);
    if (mark === null) return this.focus(this.row + 1, this.column, true);
    const last = this.anchor ? Math.max(this.anchor.row, this.row) : this.#page.pupils.length - 1;
    const spots = [...span(top, last)].map((row) => ({ row, column: this.column }));
    const empty = spots.filter((spot) => {
      const { mark: held, attendance, member } = this.#at(spot);
      return held === null && member && attendance !== 'absent' && attendance !== 'ill';
    });
    this.#write(empty.map((spot) => this.#markWish(spot, mark, null, null)));
  }

  #step(by: number): boolean {
    const column = this.column + by;
    // At the end of a row Tab leaves the grid, so that nobody is caught in it.
    if (column < 0 || column >= this.#page.lessons.length) return false;
    this.focus(this.row, column);
    return true;
  }

  #escape(): boolean {
    const had = this.asked !== null || this.opened !== null || this.anchor !== null;
    if (this.asked) this.asked = null;
    else if (this.opened) this.opened = null;
    else this.anchor = null;
    return had;
  }

  #down(): void {
    const last = this.#page.pupils.length - 1;
    let row = this.row + 1;
    const away = () => ['absent', 'ill'].includes(this.view(row, this.column).attendance ?? '');
    while (this.skipAway && row < last && away()) row += 1;
    this.focus(row, this.column);
  }
  #go(row: number, column: number): void {
    this.row = clamp(row, this.#page.pupils.length);
    this.column = clamp(column, this.#page.lessons.length);
  }
  #at({ row, column }: Spot): CellView {
    return this.view(row, column);
  }
  #placeInFocus(): string | null {
    const { trouble } = this.view(this.row, this.column);
    return trouble && this.lesson ? placeOf(trouble.wish.kind, this.lesson.id, trouble.wish.pupilId) : null;
  }

  #markWish(spot: Spot, value: string | null, reason: CorrectionReason | null, note: string | null): Planned {
    const { event, mark } = this.#at(spot);
    const pupilId = this.#page.pupils[spot.row]?.id ?? '';
    return {
      spot,
      before: mark,
      wish: { kind: 'mark', pupilId, value, saw: event, ...(mark === null ? none : { reason, note }) },
    };
  }
  #noteWish(spot: Spot, value: AttendanceCode | null): Planned {
    const { attendance } = this.#at(spot);
    const pupilId = this.#page.pupils[spot.row]?.id ?? '';
    return { spot, before: attendance, wish: { kind: 'attendance', pupilId, value, saw: attendance } };
  }

  #write(planned: readonly Planned[]): void {
    const steps = this.#send(planned.filter(({ before, wish }) => before !== wish.value));
    if (steps.length > 0) this.#done = [...this.#done.slice(-49), steps];
  }

  /** One command for the marks of a lesson, one for each attendance. */
  #send(planned: readonly Planned[]): Step[] {
    const marks = new Map<string, MarkWish[]>();
    const steps = planned.flatMap(({ spot, before, wish }): Step[] => {
      const lessonId = this.#page.lessons[spot.column]?.id;
      if (!lessonId) return [];
      if (wish.kind === 'mark') marks.set(lessonId, [...(marks.get(lessonId) ?? []), wish]);
      else this.#writes.add(lessonId, [wish]);
      return [{ lessonId, pupilId: wish.pupilId, kind: wish.kind, before, after: wish.value }];
    });
    for (const [lessonId, wishes] of marks) this.#writes.add(lessonId, wishes);
    return steps;
  }
}

interface Planned {
  readonly spot: Spot;
  readonly before: string | null;
  readonly wish: Wish;
}
const none = { reason: null, note: null };

function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(index, length - 1));
}
function between(index: number, one: number, other: number): boolean {
  return index >= Math.min(one, other) && index <= Math.max(one, other);
}
function* span(one: number, other: number): Generator<number> {
  for (let index = Math.min(one, other); index <= Math.max(one, other); index += 1) yield index;
}

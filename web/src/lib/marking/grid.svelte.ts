import type { CorrectionReason } from '@peremena/events';
import { placeOf } from './wish.ts';
import type { Writes } from './writes.svelte.ts';
import { heldBy, type CellView, type GridLesson, type GridPage } from './cells.ts';
import { Entries } from './entries.svelte.ts';
import { pressOf, type KeyLike, type Press } from './press.ts';
import { clamp, isWithin, rectangle, type Spot } from './spots.ts';

/** Filled cells that wait for the reason of a change. */
export interface Asked {
  readonly spots: readonly Spot[];
  readonly value: string | null;
}

/** The journal under a keyboard: focus, selection, typing, fill, undo. Knows no DOM. */
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
  readonly #entries: Entries;
  readonly #writes: Writes;

  constructor(page: GridPage, writes: Writes, start: Spot = { row: 0, column: 0 }) {
    this.#page = page;
    this.#writes = writes;
    this.#entries = new Entries(() => this.#page, writes);
    this.#go(start.row, start.column);
  }

  get canUndo(): boolean {
    return this.#entries.canUndo;
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
    return this.#entries.at({ row, column });
  }

  /** Where the cell of a place (see `placeOf`) stands; null when it is not on the page. */
  spotOf(place: string): Spot | null {
    const [, lessonId, pupilId] = place.split(' ');
    const row = this.#page.pupils.findIndex(({ id }) => id === pupilId);
    const column = this.#page.lessons.findIndex(({ id }) => id === lessonId);
    return row < 0 || column < 0 ? null : { row, column };
  }

  /** The selected cells, row by row; without a selection the cell in focus. */
  get selected(): Spot[] {
    return rectangle(this.anchor ?? this.#spot, this.#spot);
  }
  isSelected(row: number, column: number): boolean {
    return this.anchor !== null && isWithin({ row, column }, this.anchor, this.#spot);
  }

  focus(row: number, column: number, select = false): void {
    if (!select) this.anchor = null;
    else this.anchor ??= this.#spot;
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
        return this.#type(press);
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
    this.#entries.mark(asked.spots, asked.value, reason, note);
    if (asked.spots.length === 1) this.#down();
  }

  /** Takes the last step back with new commands. */
  undo(): void {
    const first = this.#entries.undo();
    if (first) this.focus(first.row, first.column);
  }

  /** Puts a copied part of a spreadsheet in from the focus on. Gives how many cells could not be read. */
  paste(text: string): number {
    return this.#entries.paste(this.#spot, text);
  }

  /** The teacher chose between two entries: own value again, knowing the other, or the other's. */
  resolve(place: string, choice: 'mine' | 'theirs', note: string): void {
    this.opened = null;
    this.#entries.resolve(place, choice, note);
  }

  #type(press: Extract<Press, { act: 'mark' | 'attendance' }>): boolean {
    const open = this.selected.filter((spot) => {
      const { marks, attendance } = this.#at(spot).mayWrite;
      return press.act === 'mark' ? marks : attendance;
    });
    if (open.length === 0) return false;
    const spots = open.filter((spot) => this.#at(spot).member);
    if (press.act === 'attendance') this.#entries.note(spots, press.code);
    else if (this.#set(spots, press.value)) return true;
    if (!this.anchor) this.#down();
    return true;
  }

  /** Sets marks; true when the reason must be asked for first. */
  #set(spots: readonly Spot[], value: string | null): boolean {
    const changes = spots.filter((spot) => this.#at(spot).mark !== value);
    const filled = changes.filter((spot) => this.#at(spot).mark !== null);
    this.#entries.mark(
      changes.filter((spot) => !filled.includes(spot)),
      value,
    );
    if (filled.length > 0) this.asked = { spots: filled, value };
    return filled.length > 0;
  }

  #takeBack(): void {
    const marked = this.selected.filter((spot) => this.#at(spot).mark !== null && this.#at(spot).mayWrite.marks);
    if (marked.length > 0) this.asked = { spots: marked, value: null };
    else
      this.#entries.note(
        this.selected.filter((spot) => this.#at(spot).attendance !== null),
        null,
      );
  }

  /** The mark in focus for every empty cell below it, or below it in the selection; those absent are left out. */
  #fillDown(): void {
    const top = this.anchor ? Math.min(this.anchor.row, this.row) : this.row;
    const { mark, mayWrite } = this.view(top, this.column);
    if (mark === null || !mayWrite.marks) return this.focus(this.row + 1, this.column, true);
    const last = this.anchor ? Math.max(this.anchor.row, this.row) : this.#page.pupils.length - 1;
    const { column } = this;
    const empty = rectangle({ row: top, column }, { row: last, column }).filter((spot) => {
      const { mark: held, attendance, member } = this.#at(spot);
      return held === null && member && attendance !== 'absent' && attendance !== 'ill';
    });
    this.#entries.mark(empty, mark);
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
  get #spot(): Spot {
    return { row: this.row, column: this.column };
  }
  #at(spot: Spot): CellView {
    return this.#entries.at(spot);
  }
  #placeInFocus(): string | null {
    const { trouble } = this.view(this.row, this.column);
    return trouble && this.lesson ? placeOf(trouble.wish.kind, this.lesson.id, trouble.wish.pupilId) : null;
  }
}

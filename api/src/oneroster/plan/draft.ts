import type { SchoolId } from '@peremena/events';
import * as v from 'valibot';
import type { Finding } from '../finding.ts';
import { type Reason, reasons } from '../reasons.ts';
import type { Row } from '../reading/table.ts';
import { find } from '../shelf/found.ts';
import { Aside, PartOf, Refused } from '../shelf/fates-of-rows.ts';
import type { Shelf } from '../shelf/shelf.ts';
import { Wishes } from '../shelf/wishes.ts';
import { commands, type CommandOf, type SliceName, type WishedCommand } from './slices.ts';

/** A command that a row of the bundle asks for. */
export interface Wish<S extends SliceName = SliceName> {
  /** Its number in the plan. */
  readonly w: number;
  readonly command: CommandOf<S>;
  readonly row: Row;
  /** Column a refusal of the rules is told at. */
  readonly column: string | null;
  /** Its event means that the row's thing was added. */
  readonly makes: boolean;
  /** Begins the stream: where it is refused, so are those after it. */
  readonly founds: boolean;
  /** Only on an empty stream: a start value that the school may have changed since. */
  readonly onlyNew: boolean;
  /** The row does not say from when: a period that is there from another day is the same one. */
  readonly undated: boolean;
  /** The row is marked deleted: nothing to end is no refusal. */
  readonly ending: boolean;
}

/** Commands of one stream, in order. */
export interface Batch<S extends SliceName = SliceName> extends Target<S> {
  readonly wishes: Iterable<Wish<S>> & { readonly length: number };
}

export interface Target<S extends SliceName> {
  readonly slice: S;
  readonly stream: string;
  readonly schoolId: SchoolId | null;
}

const founding: ReadonlySet<string> = new Set(['OpenSchool', 'RegisterPerson', 'OpenClass', 'FormGroup']);

interface Asked {
  /** Field of the command to the column it came from. */
  readonly columns?: Readonly<Record<string, string>>;
  readonly makes?: boolean;
  readonly onlyNew?: boolean;
  readonly undated?: boolean;
  readonly ending?: boolean;
}

/** A plan while it is being made: what is wished for, and what became of the rows that ask for nothing. */
export class Draft {
  readonly shelf: Shelf;
  readonly wishes: Wishes;
  readonly refused: Refused;
  readonly aside: Aside;
  /** Rows that are taken as a part of another row. */
  readonly partOf = new PartOf();

  constructor(shelf: Shelf) {
    this.shelf = shelf;
    this.wishes = new Wishes(shelf);
    this.refused = new Refused(shelf);
    this.aside = new Aside(shelf);
  }

  refuse(row: Row, column: string | null, code: Reason): void {
    if (!this.refused.has(row)) this.refused.set(row, { file: row.file, line: row.line, column, code });
  }

  note(row: Row, column: string | null, code: Reason): void {
    this.remark({ file: row.file, line: row.line, column, code });
  }

  /** Notes something that is of no row. */
  remark(finding: Finding): void {
    find(this.shelf, 'note', finding);
  }

  /** Asks for a command on behalf of a row; one that its schema refuses refuses the row. Says whether it was taken up. */
  wish<S extends SliceName>(to: Target<S>, row: Row, command: WishedCommand<S>, asked: Asked = {}): boolean {
    const parsed = v.safeParse(commands[to.slice], command);
    if (!parsed.success) {
      const issue = parsed.issues[0];
      const field = v.getDotPath(issue)?.split('.')[0] ?? '';
      this.refuse(
        row,
        asked.columns?.[field] ?? null,
        Object.hasOwn(reasons, issue.message) ? (issue.message as Reason) : 'not_accepted',
      );
      return false;
    }
    this.wishes.put(to, {
      command: parsed.output,
      row,
      column: asked.columns?.['from'] ?? null,
      makes: asked.makes ?? false,
      founds: founding.has(parsed.output.type),
      onlyNew: asked.onlyNew ?? false,
      undated: asked.undated ?? false,
      ending: asked.ending ?? false,
    });
    return true;
  }
}

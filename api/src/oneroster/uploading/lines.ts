import type { Counts } from '../carrying-out/fates.ts';
import type { Finding, Place } from '../finding.ts';
import type { ImportReport } from '../import.ts';
import { harmless } from './harmless.ts';

/** Lines of one kind that are kept; counts are whole. */
const keptOfAKind = 2_000;

type Kind = 'added' | 'changed' | 'refused' | 'note';
interface Line extends Pick<Place, 'file' | 'line' | 'column'> {
  readonly kind: Kind;
  readonly code: string;
}

/** A report as it is kept: counts, and where what was found. Codes and places only, so that it holds nothing personal. */
export interface Lines {
  /** Of the dry run. */
  readonly dry: boolean;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly byFile: Readonly<Record<string, Counts>>;
  readonly lines: readonly Line[];
  /** Lines that were not kept. */
  readonly more: number;
}

/** Makes a report fit to be kept. */
export function linesOf(report: ImportReport, { dry }: { readonly dry: boolean }): Lines {
  const { added, changed, unchanged, refused, byFile, changes, refusals, notes } = report;
  const changesOf = (kind: Kind) => Iterator.from(changes).filter(({ fate }) => fate === kind);
  const all: readonly (readonly [Kind, Iterable<Finding>])[] = [
    ['refused', refusals],
    ['note', notes],
    ['changed', changesOf('changed')],
    ['added', changesOf('added')],
  ];
  const lines = all.flatMap(([kind, found]) =>
    [...Iterator.from(found).take(keptOfAKind)].map(({ file, line, column, code }): Line => ({
      kind,
      file: harmless(file) ?? '',
      line,
      column: column === null ? null : harmless(column),
      code,
    })),
  );
  const found = refusals.length + notes.length + changes.length;
  return { dry, added, changed, unchanged, refused, byFile, lines, more: found - lines.length };
}

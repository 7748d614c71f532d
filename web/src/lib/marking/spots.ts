/** A cell of the journal by its place: pupils down, lessons across. */
export interface Spot {
  readonly row: number;
  readonly column: number;
}

/** Every spot of the rectangle between two, row by row. */
export function rectangle(one: Spot, other: Spot): Spot[] {
  return span(one.row, other.row).flatMap((row) =>
    span(one.column, other.column).map((column): Spot => ({ row, column })),
  );
}

export function isWithin({ row, column }: Spot, one: Spot, other: Spot): boolean {
  return between(row, one.row, other.row) && between(column, one.column, other.column);
}

/** The nearest index of a list of that length. */
export function clamp(index: number, length: number): number {
  return Math.max(0, Math.min(index, length - 1));
}

const between = (index: number, one: number, other: number) =>
  index >= Math.min(one, other) && index <= Math.max(one, other);
const span = (one: number, other: number) =>
  Array.from({ length: Math.abs(one - other) + 1 }, (_, index) => Math.min(one, other) + index);

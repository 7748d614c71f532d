/** Scales of marks a school can use. */
export const scaleNames = ['five'] as const;
export type ScaleName = (typeof scaleNames)[number];

/** A scale: what can be written into a cell of the journal, and what it counts as. */
export interface Scale {
  readonly name: ScaleName;
  /** Every mark a teacher can give, worst first. */
  readonly values: readonly string[];
  /** The lowest mark that passes. */
  readonly passing: string;
  /** What a mark counts as in an average, as a decimal string; a mark that is absent here counts for nothing. */
  readonly counts: Readonly<Record<string, string>>;
}

const five = ['1', '2', '3', '4', '5'] as const;

/** Every scale by its name. */
export const scales: Readonly<Record<ScaleName, Scale>> = {
  five: { name: 'five', values: five, passing: '3', counts: Object.fromEntries(five.map((value) => [value, value])) },
};

/** Whether a mark can be given on the scale. */
export function isOnScale(scale: Scale, value: string): boolean {
  return scale.values.includes(value);
}

/** Scales of marks a school can use. */
export const scaleNames = ['five'] as const;
export type ScaleName = (typeof scaleNames)[number];

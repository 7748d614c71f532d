import type { MarkShape } from './ui/mark-shape.ts';

/** What of a scale decides how a mark looks. */
export interface ScaleLook {
  readonly values: readonly string[];
  readonly passing: string;
}

/** The best mark is a disc, the next a ring, what does not pass a plate, the rest a frame. */
export function shapeOf(value: string, { values, passing }: ScaleLook): MarkShape {
  const place = values.indexOf(value);
  if (place >= 0 && place < values.indexOf(passing)) return 'plate';
  if (place === values.length - 1) return 'disc';
  return place === values.length - 2 ? 'ring' : 'frame';
}

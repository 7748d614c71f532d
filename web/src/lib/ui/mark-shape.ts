/** Shape of a mark, told apart without colour. */
export type MarkShape = 'disc' | 'ring' | 'frame' | 'plate';

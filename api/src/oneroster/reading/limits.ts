/** What a bundle may hold at most, so that a hostile one cannot eat the machine. */
export interface Limits {
  readonly files: number;
  /** Bytes of one file, unpacked. */
  readonly fileBytes: number;
  /** Bytes of all files that are read, unpacked. */
  readonly allBytes: number;
  /** Unpacked bytes per packed byte, looked at once a file is larger than `denseFrom`. */
  readonly density: number;
  readonly denseFrom: number;
  /** Characters of one row. */
  readonly rowLength: number;
  readonly rows: number;
}

const MiB = 1024 * 1024;

export const limits: Limits = {
  files: 200,
  fileBytes: 512 * MiB,
  allBytes: 1024 * MiB,
  density: 250,
  denseFrom: 4 * MiB,
  rowLength: 256 * 1024,
  rows: 3_000_000,
};

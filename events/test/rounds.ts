const of = (name: string, usual: number): number => Number(process.env[name] || usual);

/**
 * How often the checks of the log's promises do what they do: few times in the ordinary tests. The full numbers:
 * `STORE_APPENDS=100000 STORE_KILLS=200 STORE_CRASHES=50 npm run test:store`.
 */
export const rounds = {
  /** Appends told to a process that is killed (T01), and how often it is killed. */
  appends: of('STORE_APPENDS', 1_200),
  kills: of('STORE_KILLS', 3),
  /** How often the server of the log is crashed, ended or frozen (T02). */
  crashes: of('STORE_CRASHES', 3),
} as const;

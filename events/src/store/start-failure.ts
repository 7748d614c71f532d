/** What a database that cannot be used at the start says, by the code of its failure; `at` names the setting and the host. */
const sentences: readonly (readonly [RegExp, (at: string, database: string) => string])[] = [
  [
    /^(ECONNREFUSED|ECONNRESET|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ETIMEDOUT|CONNECT_TIMEOUT|CONNECTION_\w+)$/,
    (at) => `Postgres does not answer at ${at}: is it running there?`,
  ],
  [/^28/, (at) => `Postgres at ${at} refuses the user or the password: set the right ones.`],
  [/^3D000$/, (at, database) => `Postgres at ${at} has no database ${database}: make it first.`],
  [/^42501$/, (at) => `The user of ${at} may not make what is needed: give a user that may make schemas and roles.`],
  [/^57P03$/, (at) => `Postgres at ${at} is just starting or stopping: start again in a moment.`],
  [/^53300$/, (at) => `Postgres at ${at} has no connection left: raise max_connections or end other programs.`],
];

/** The failure of a first look at a database as one sentence that says what to do; others are given back as they are. Never names a password. */
export function startFailure(error: unknown, url: string, setting: string): unknown {
  const code = String((error as { code?: unknown } | null)?.code ?? '');
  const sentence = sentences.find(([codes]) => codes.test(code))?.[1];
  if (!sentence) return error;
  const { host, pathname } = new URL(url);
  return new Error(sentence(`${setting} (${host})`, pathname.slice(1)), { cause: error });
}

import { CommandReused, OutcomeUnknown, RevisionConflict, StoreUnavailable } from '@peremena/events/store';
import { Refusal } from './decider.ts';
import { type Language, type ProblemCode, problemRow, problems } from './problem-table.ts';

/** One field that did not pass: where, why (a code), and a sentence. Never holds what was sent. */
export interface FieldError {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

/** An answer that says no. `facts` are ids and codes for the page; `headers` go out with the answer. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: string;
  readonly facts: Readonly<Record<string, unknown>> | undefined;
  readonly fields: readonly { readonly path: string; readonly code: string }[] | undefined;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    code: ProblemCode,
    extra: {
      readonly facts?: Readonly<Record<string, unknown>>;
      readonly fields?: readonly { readonly path: string; readonly code: string }[];
      readonly headers?: Readonly<Record<string, string>>;
    } = {},
  ) {
    super(code);
    this.code = code;
    this.facts = extra.facts;
    this.fields = extra.fields;
    this.headers = extra.headers ?? {};
  }
}

/** The thing is not there, or the actor may not know that it is. */
export const notFound = (): Problem => new Problem('not_found');

/** RFC 9457 body of a problem. */
export interface ProblemBody {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly docs: string;
  readonly requestId: string;
  readonly errors?: readonly FieldError[];
  readonly facts?: Readonly<Record<string, unknown>>;
}

const retry = { 'Retry-After': '2' } as const;

/** Turns whatever was thrown into a problem; what is not known becomes `failed`, and its text stays inside. */
export function asProblem(error: unknown): Problem | Refusal {
  if (error instanceof Problem || error instanceof Refusal) return error;
  if (error instanceof CommandReused) return new Problem('command_reused');
  if (error instanceof RevisionConflict) return new Problem('conflict', { headers: retry });
  if (error instanceof OutcomeUnknown) return new Problem('outcome_unknown', { headers: retry });
  if (error instanceof StoreUnavailable) return new Problem('unavailable', { headers: retry });
  if (isOutage(error)) return new Problem('unavailable', { headers: retry });
  return new Problem('failed');
}

// Classes 08, 53 and 57 of Postgres: no link, no room, shutting down or cancelled; and what driver and system say of a lost link.
const outage =
  /^(08...|53...|57...|CONNECT_TIMEOUT|CONNECTION_(CLOSED|ENDED|DESTROYED)|E(CONNREFUSED|CONNRESET|PIPE|TIMEDOUT|NOENT))$/;

function isOutage(error: unknown): boolean {
  const { code, name } = (error ?? {}) as { readonly code?: unknown; readonly name?: unknown };
  return name === 'NoAnswer' || (typeof code === 'string' && outage.test(code));
}

/** The answer to a problem, in the person's language. */
export function problemResponse(
  problem: Problem | Refusal,
  context: {
    readonly language: Language;
    readonly requestId: string;
    readonly sentence: (code: string, language: Language) => string;
  },
): Response {
  const code = problemRow(problem.code) ? problem.code : 'refused';
  const row = problemRow(code) ?? problems.refused;
  const fields = problem instanceof Problem ? problem.fields : undefined;
  const body: ProblemBody = {
    type: `/api/docs#${code}`,
    title: row.en,
    status: row.status,
    code,
    detail: row[context.language],
    docs: `/api/docs#${code}`,
    requestId: context.requestId,
    ...(fields
      ? { errors: fields.map((field) => ({ ...field, message: context.sentence(field.code, context.language) })) }
      : {}),
    ...(problem.facts && Object.keys(problem.facts).length > 0 ? { facts: problem.facts } : {}),
  };
  const headers = problem instanceof Problem ? problem.headers : {};
  return new Response(JSON.stringify(body), {
    status: row.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}

import { Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { describeRoute, validator } from 'hono-openapi';
import * as v from 'valibot';
import { fieldCodes } from './field-codes.ts';
import type { Ctx, Env } from './parts.ts';
import { type ProblemCode, problems } from './problem-table.ts';
import { Problem } from './problem.ts';

/** An empty group of routes. A slice chains its routes on it; `app.ts` mounts it under /api. */
export function routes() {
  return new Hono<Env>();
}

interface Checked {
  readonly success: boolean;
  readonly error?: readonly v.BaseIssue<unknown>[];
}

function refuse(result: unknown): void {
  const { success, error } = result as Checked;
  if (!success) throw new Problem('invalid', { fields: fieldCodes(error ?? []) });
}

/** The JSON body of a request, by a strict schema; 422 names each field that does not fit and never repeats what was sent. */
export function body<const S extends v.GenericSchema>(schema: S) {
  return validator('json', schema, refuse);
}

/** A position in the log as it travels: decimal digits. */
export const PositionText = v.pipe(v.string(), v.regex(/^\d{1,19}$/, 'position'));

/** The query of a reading route; `after` is added, any other name is refused. */
export function query<const E extends v.ObjectEntries>(entries: E) {
  return validator('query', v.strictObject({ ...entries, after: v.optional(PositionText) }), refuse);
}

/**
 * The read models an answer is made of. With `?after=` waits, at most two seconds, until they show that position; `shown` then tells
 * when they did not. Stands before `allow`, since rights and resources are read models too.
 */
export function reads(...readModels: readonly string[]) {
  return createMiddleware<Env>(async (c, next) => {
    const after = c.req.query('after');
    const caughtUp =
      after === undefined || !/^\d{1,19}$/.test(after) || (await c.var.parts.waitFor(readModels, BigInt(after), 2_000));
    c.set('stale', !caughtUp);
    await next();
  });
}

/** The body of an answer, marked `stale` where the read models did not catch up in time; the access journal reads off it whom it speaks of. */
export function shown<T extends object>(c: Ctx, answer: T): T & { stale?: true } {
  c.set('answer', answer);
  return c.var.stale ? { ...answer, stale: true } : answer;
}

/** Documents a route in /api/openapi.json; what it answers is read off its types. `refusals` are the codes its decider can refuse with. */
export function about(text: {
  readonly summary: string;
  readonly status?: 200 | 201 | 204;
  readonly refusals?: readonly ProblemCode[];
  /** The body is a file as it is. */
  readonly takesFile?: true;
}) {
  const said = (codes: readonly ProblemCode[]) => ({
    description: codes.map((code) => `\`${code}\` ${problems[code].en}`).join('\n\n'),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  });
  const byStatus = Map.groupBy(text.refusals ?? [], (code) => problems[code].status);
  return describeRoute({
    summary: text.summary,
    ...(text.takesFile ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } } : {}),
    responses: {
      [String(text.status ?? 200)]: { description: 'Done.' },
      ...Object.fromEntries([...byStatus].map(([status, codes]) => [String(status), said(codes)])),
    },
  });
}

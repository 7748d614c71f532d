import type { ProblemCode } from '../../core/problem-table.ts';

/** The file as a whole cannot be taken; nothing was read from it. */
export class GridFileRefused extends Error {
  override readonly name = 'GridFileRefused';
  readonly code: ProblemCode;
  readonly facts: Readonly<Record<string, unknown>>;
  constructor(code: ProblemCode, facts: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(code, options);
    this.code = code;
    this.facts = facts;
  }
}

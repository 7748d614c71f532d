import type { Scope } from './scope.ts';
import type { Sql } from '../core/connection.ts';

/** A query that gives rows of many: it cannot be asked without a scope, which its SQL applies itself. */
export interface ListQuery<Asked, Answer> {
  (sql: Sql, scope: Scope, asked: Asked): Promise<Answer>;
  readonly scoped: true;
}

/** Declares a list query. */
export function listQuery<Asked, Answer>(
  ask: (sql: Sql, scope: Scope, asked: Asked) => Promise<Answer>,
): ListQuery<Asked, Answer> {
  return Object.assign((sql: Sql, scope: Scope, asked: Asked) => ask(sql, scope, asked), { scoped: true as const });
}

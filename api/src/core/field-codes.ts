import type { BaseIssue } from 'valibot';

const own = /^[a-z][a-z_]{1,40}$/;

/**
 * Path and code of each field that did not pass. Codes written into a schema win; the rest are valibot's own kinds. The name of a field
 * that nobody expects is the sender's text, so it is left out of the path.
 */
export function fieldCodes(
  issues: readonly BaseIssue<unknown>[],
): readonly { readonly path: string; readonly code: string }[] {
  return issues.slice(0, 20).map((issue) => {
    const unexpected = issue.type === 'strict_object' && issue.expected === 'never';
    const keys = (issue.path ?? []).map((item) => String(item.key));
    return {
      path: (unexpected ? keys.slice(0, -1) : keys).join('.'),
      code: unexpected ? 'unknown_field' : codeOf(issue),
    };
  });
}

function codeOf(issue: BaseIssue<unknown>): string {
  if (own.test(issue.message)) return issue.message;
  if (issue.received === 'undefined') return 'missing';
  return own.test(issue.type) ? issue.type : 'wrong';
}

import { problems } from '../src/core/problem-table.ts';

/** docs/reference/problems.md: every problem, by status. */
export function problemsPage(): string {
  const rows = Object.entries(problems)
    .toSorted(([a, x], [b, y]) => x.status - y.status || (a < b ? -1 : 1))
    .map(([code, { status, ru, en }]) => `| ${status} | \`${code}\` | ${ru} | ${en} |`);
  return `# Problems

Generated from \`api/src/core/problems/\` by \`node api/reference/main.ts\`; do not edit.

An answer that says no is \`application/problem+json\` (RFC 9457): \`type\`, \`title\`, \`status\`, \`code\`, \`detail\` (the sentence below in the
language of the request), \`docs\`, \`requestId\`; with \`errors\` (path, code, message) for 422, and \`facts\` (ids and codes) where the page needs
them to go on.

| status | code | по-русски | in English |
|---|---|---|---|
${rows.join('\n')}
`;
}

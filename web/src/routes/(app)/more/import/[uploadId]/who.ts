import type { AnswerOf, Api } from '#lib/answers.ts';
import type { SayImport } from '#lib/i18n/import.ts';

type Proposal = AnswerOf<Api['uploads'][':uploadId']['$get']>['proposals'][number];
type Candidate = Proposal['candidates'][number];

/** Rows on one page; the rest come when these are decided. */
const onePage = 100;

/** The rows to be decided about, those without a decision first, and how many more there are. */
export function pageOfProposals(proposals: readonly Proposal[]) {
  const undecided = proposals.filter(({ decided }) => decided === null);
  const rows = [...undecided, ...proposals.filter(({ decided }) => decided !== null)];
  return { undecided: undecided.length, rows: rows.slice(0, onePage), more: Math.max(0, rows.length - onePage) };
}

/** The name of the field of a row. */
export const fieldOf = ({ file, line }: Pick<Proposal, 'file' | 'line'>): string => `is:${line}:${file}`;

/** What a form says about rows; a row that was left open is not in it. */
export function decisionsOf(form: FormData) {
  return [...form].flatMap(([name, is]) => {
    const [, line, file] = /^is:(\d+):(.+)$/.exec(name) ?? [];
    return line === undefined || file === undefined || typeof is !== 'string' || is === ''
      ? []
      : [{ file, line: Number(line), is }];
  });
}

/** Whom a row may be, in words. */
export function wordsOf({ person, row }: Candidate, say: SayImport): string {
  if (row) return say('whoRow', { place: say('atLine', row) });
  if (!person) return say('whoGone');
  const { short, classes } = person;
  return classes.length > 0 ? say('whoIn', { name: short, classes: classes.join(', ') }) : short;
}

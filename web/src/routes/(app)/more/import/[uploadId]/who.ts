import type { AnswerOf, Api } from '#lib/answers.ts';
import type { SayImport } from '#lib/i18n/import.ts';

export type Proposal = AnswerOf<Api['uploads'][':uploadId']['$get']>['proposals'][number];
type Candidate = Proposal['candidates'][number];

/** Rows on one page; the rest come when these are decided. */
const onePage = 100;
/** Decisions that are said at once. */
const oneSaying = 1_000;

/** Whether a row stays out: nothing was said of it, or the same of another row as well. */
const isOpen = ({ decided, twice }: Pick<Proposal, 'decided' | 'twice'>): boolean => decided === null || twice;

/** The rows to be decided about, those without a decision first, how many more there are, and how many are as good as certain. */
export function pageOfProposals(proposals: readonly Proposal[]) {
  const undecided = proposals.filter(isOpen);
  const rows = [...undecided, ...proposals.filter((one) => !isOpen(one))];
  return {
    undecided: undecided.length,
    rows: rows.slice(0, onePage),
    more: Math.max(0, rows.length - onePage),
    alike: alikeIn(proposals).length,
  };
}

/**
 * What is said of all rows that can be one person only, by name and date of birth: nobody else is called so here, and no other row may be the
 * same one.
 */
export function alikeIn(proposals: readonly Proposal[]) {
  const rowsOf = new Map<string, number>();
  for (const { candidates } of proposals) for (const { is } of candidates) rowsOf.set(is, (rowsOf.get(is) ?? 0) + 1);
  return proposals.flatMap(({ file, line, decided, candidates }) => {
    const [one, ...others] = candidates;
    return decided === null && one?.person?.sameBirth === true && others.length === 0 && rowsOf.get(one.is) === 1
      ? [{ file, line, is: one.is }]
      : [];
  });
}

/** Decisions in parts that may be said at once. */
export const inSayings = <D>(decisions: readonly D[]): readonly (readonly D[])[] =>
  Array.from({ length: Math.ceil(decisions.length / oneSaying) }, (_, at) =>
    decisions.slice(at * oneSaying, (at + 1) * oneSaying),
  );

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

/** Where a row is, and what the file says of its person besides the name. */
export function rowWords({ file, line, classes, pupil }: Proposal, say: SayImport): string {
  const place = say('atLine', { file, line });
  const kind = pupil === null ? [] : [say(pupil ? 'whoPupil' : 'whoAdult')];
  const told = [...kind, ...classes].join(', ');
  return told === '' ? place : say('whoRowIs', { place, told });
}

/** Whom a row may be, in words. */
export function wordsOf({ person, row }: Candidate, say: SayImport): string {
  if (row) return say('whoRow', { place: say('atLine', row) });
  if (!person) return say('whoGone');
  const { short, classes, staff, here, sameBirth } = person;
  const birth = sameBirth === null ? [] : [say(sameBirth ? 'whoBornSame' : 'whoBornOther')];
  const told = [...classes, ...(staff ? [say('whoStaff')] : []), ...(here ? [] : [say('whoLeft')]), ...birth];
  return told.length > 0 ? say('whoIn', { name: short, classes: told.join(', ') }) : short;
}

/** Who is called like a row, for whoever has not said that it is one of them. */
export function calledSo({ candidates, decided }: Pick<Proposal, 'candidates' | 'decided'>, say: SayImport): string {
  const people = candidates.filter(({ person }) => person);
  if (people.length === 0 || candidates.some(({ is }) => is === decided)) return '';
  return say('whoCalled', { who: people.map((one) => wordsOf(one, say)).join('; ') });
}

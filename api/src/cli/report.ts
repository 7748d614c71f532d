import type { Language } from '../core/problem-table.ts';
import { type Finding, findingLine, sentence } from '../oneroster/finding.ts';
import type { ImportReport } from '../oneroster/import.ts';
import { words } from './words.ts';

const shownAtMost = 200;

/** The report of an import for people; its last line says how many rows were added, changed, as they were and refused. */
export function reportText(report: ImportReport, language: Language): string {
  const say = words[language];
  const { added, changed, unchanged, refused, refusals, notes, leftAside, signIns } = report;
  const lines: string[] = [];
  if (refusals.length > 0) {
    const shown = [...Iterator.from(refusals).take(shownAtMost)];
    lines.push(say.refused, ...shown.map((finding) => `  ${findingLine(finding, language)}`));
    if (refusals.length > shownAtMost) lines.push(say.more(refusals.length - shownAtMost));
  }
  if (notes.length > 0)
    lines.push(
      say.notes,
      ...alike(notes).map(
        ({ finding, count }) => `  ${findingLine(finding, language)}${count > 1 ? ` ×${count}` : ''}`,
      ),
    );
  if (leftAside > 0) lines.push(say.aside(leftAside));
  if (signIns.file !== null) lines.push(say.signIns(signIns.count, signIns.file));
  lines.push(say.counted(added, changed, unchanged, refused));
  return lines.join('\n');
}

/** What an import would do, for people, line by line: every row that would be added or changed, then every one that would be refused. */
export function* foretold(report: ImportReport, language: Language): Generator<string> {
  const say = words[language];
  const { changes, refusals, signIns } = report;
  yield say.foretold;
  for (const row of changes) yield `  ${say.fates[row.fate]}  ${findingLine(row, language)}`;
  for (const row of refusals) yield `  ${say.fates.refused}  ${findingLine(row, language)}`;
  if (signIns.count > 0) yield say.signInsForetold(signIns.count);
  yield reportText({ ...report, refusals: [] }, language);
}

/** The same report for programs: pieces of one line of JSON, so that its length needs no memory. */
export function* reportJson(report: ImportReport, language: Language): Generator<string> {
  const { changes, refusals, notes, ...rest } = report;
  yield JSON.stringify(rest).slice(0, -1);
  for (const [name, findings] of Object.entries({ changes, refusals, notes })) {
    yield `,"${name}":[`;
    let between = '';
    for (const finding of findings) {
      yield `${between}${JSON.stringify(told(finding, language))}`;
      between = ',';
    }
    yield ']';
  }
  yield '}';
}

/** A bundle that was refused as a whole, for programs. */
export function refusalJson(finding: Finding, language: Language): string {
  return JSON.stringify({ error: told(finding, language) });
}

const told = (finding: Finding, language: Language) => ({ ...finding, reason: sentence(finding.code, language) });

/** Remarks of one kind about one column are told once, with their number. */
function alike(notes: Iterable<Finding>): { finding: Finding; count: number }[] {
  const kinds = new Map<string, { finding: Finding; count: number }>();
  for (const finding of notes) {
    const kind = `${finding.file} ${finding.column} ${finding.code}`;
    const known = kinds.get(kind);
    kinds.set(kind, { finding: known?.finding ?? finding, count: (known?.count ?? 0) + 1 });
  }
  return [...kinds.values()];
}

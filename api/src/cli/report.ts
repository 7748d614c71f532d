import type { Language } from '../core/problem-table.ts';
import { byPlace } from '../oneroster/carrying-out/fates.ts';
import { type Finding, findingLine, sentence } from '../oneroster/finding.ts';
import type { ImportReport } from '../oneroster/import.ts';
import { words } from './words.ts';

const shownAtMost = 200;

/** The report of an import for people; its last line is for both: `N added, N changed, N unchanged, N refused`. */
export function reportText(report: ImportReport, language: Language): string {
  const say = words[language];
  const { added, changed, unchanged, refused, refusals, notes, leftAside, signIns } = report;
  const lines: string[] = [];
  if (refusals.length > 0) {
    lines.push(say.refused, ...refusals.slice(0, shownAtMost).map((finding) => `  ${findingLine(finding, language)}`));
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
  lines.push(`${added} added, ${changed} changed, ${unchanged} unchanged, ${refused} refused`);
  return lines.join('\n');
}

/** What an import would do, for people: every row that would be added, changed or refused, in the order of the bundle. */
export function foretold(report: ImportReport, language: Language): string {
  const say = words[language];
  const { changes, refusals, signIns } = report;
  const refused = refusals.map((finding) => ({ ...finding, fate: 'refused' as const }));
  const rows = [...changes, ...refused].toSorted(byPlace);
  return [
    say.foretold,
    ...rows.map((row) => `  ${say.fates[row.fate]}  ${findingLine(row, language)}`),
    ...(signIns.count > 0 ? [say.signInsForetold(signIns.count)] : []),
    reportText({ ...report, refusals: [] }, language),
  ].join('\n');
}

/** The same report for programs, on one line. */
export function reportJson(report: ImportReport, language: Language): string {
  return JSON.stringify({
    ...report,
    changes: told(report.changes, language),
    refusals: told(report.refusals, language),
    notes: told(report.notes, language),
  });
}

/** A bundle that was refused as a whole, for programs. */
export function refusalJson(finding: Finding, language: Language): string {
  return JSON.stringify({ error: told([finding], language)[0] });
}

const told = <F extends Finding>(findings: readonly F[], language: Language) =>
  findings.map((finding) => ({ ...finding, reason: sentence(finding.code, language) }));

/** Remarks of one kind about one column are told once, with their number. */
function alike(notes: readonly Finding[]): { finding: Finding; count: number }[] {
  const kinds = new Map<string, { finding: Finding; count: number }>();
  for (const finding of notes) {
    const kind = `${finding.file} ${finding.column} ${finding.code}`;
    const known = kinds.get(kind);
    kinds.set(kind, { finding: known?.finding ?? finding, count: (known?.count ?? 0) + 1 });
  }
  return [...kinds.values()];
}

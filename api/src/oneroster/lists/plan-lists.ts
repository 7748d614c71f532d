import type { SchoolId } from '@peremena/events';
import type { Language } from '../../core/problem-table.ts';
import { todayIn } from '../../core/today.ts';
import { aroundOf } from '../around.ts';
import { BundleRefused, type Finding } from '../finding.ts';
import type { Findings, ImportReport } from '../import.ts';
import { plan, type Plan } from '../plan/plan.ts';
import type { Decisions, Proposal } from '../who/proposal.ts';
import type { From } from '../writing/gather.ts';
import { zoneOf } from '../writing/gather.ts';
import { bundleOfLists } from './bundle-of-lists.ts';
import { headingOf, sheetNamed } from './columns.ts';
import { readLists } from './read-lists.ts';

/** A plan made of lists, and whom a person has to decide about first. */
export interface PlanOfLists {
  readonly plan: Plan;
  readonly proposals: readonly Proposal[];
}

/** Reads a workbook of lists and plans it for a school that is there. Throws `BundleRefused` where the file or the school cannot be taken. */
export async function planLists(
  bytes: Uint8Array,
  {
    schoolId,
    clock,
    decisions,
    ...from
  }: From & { readonly schoolId: SchoolId; readonly clock: () => Date; readonly decisions?: Decisions },
): Promise<PlanOfLists> {
  const lists = await readLists(bytes);
  const timeZone = (await zoneOf(from, schoolId)) ?? 'UTC';
  const today = todayIn(timeZone, clock());
  const around = await aroundOf(from, schoolId, today);
  if (!around) throw new BundleRefused('no_school');
  const { read, proposals, ...rest } = bundleOfLists(lists, around, decisions);
  return { plan: plan(read, { today, timeZone, ...rest }), proposals };
}

/** A report with the columns that the workbook shows in place of those of a bundle. */
export function inWordsOfLists(report: ImportReport, language: Language): ImportReport {
  const told = <F extends Finding>(findings: Findings<F>): Findings<F> => ({
    length: findings.length,
    *[Symbol.iterator]() {
      for (const finding of findings) yield { ...finding, column: columnOfLists(finding, language) };
    },
  });
  const { changes, refusals, notes } = report;
  return { ...report, changes: told(changes), refusals: told(refusals), notes: told(notes) };
}

/** How the workbook calls the column of a finding. */
export function columnOfLists({ file, column }: Pick<Finding, 'file' | 'column'>, language: Language): string | null {
  const sheet = sheetNamed(file);
  const name = column !== null && Object.hasOwn(columns, column) ? columns[column]! : column;
  return sheet && name ? headingOf(sheet, name, language) : name;
}

/** Columns of bundles by those of lists. */
const columns: Readonly<Record<string, string>> = {
  familyName: 'family',
  givenName: 'given',
  middleName: 'middle',
  beginDate: 'from',
  classSourcedId: 'class',
  agentSourcedIds: 'childGiven',
  grades: 'grade',
};

import { type Language, problems } from '../core/problem-table.ts';
import { deeds } from './deeds.ts';
import { browserReasons, type Reason, reasons } from './reasons.ts';

/** Where something was found: a file of the bundle, its line (1 is the header) and column. Never the value: it may be personal. */
export interface Place {
  readonly file: string;
  readonly line: number | null;
  readonly column: string | null;
  /** Place in the file where it cannot be read on, counted from 0. */
  readonly byte?: number;
}

/** Something that was refused, left out, noticed or done. `code` is a `Reason`, a code of the problem table or the name of an event. */
export interface Finding extends Place {
  readonly code: string;
}

/** The bundle cannot be read or is not what it says; nothing was written. */
export class BundleRefused extends Error {
  override readonly name = 'BundleRefused';
  readonly finding: Finding;
  constructor(code: Reason, place: Partial<Place> = {}, options?: ErrorOptions) {
    super(code, options);
    this.finding = { file: '', line: null, column: null, ...place, code };
  }
}

/** The sentence of a code in a language; the code itself where no table knows it. */
export function sentence(code: string, language: Language): string {
  if (Object.hasOwn(reasons, code)) return reasons[code as Reason][language];
  if (Object.hasOwn(deeds, code)) return deeds[code as keyof typeof deeds][language];
  if (Object.hasOwn(problems, code)) return problems[code as keyof typeof problems][language];
  return code;
}

/** The same where a browser brings the file: what the console would be told with an option is said otherwise. */
export function inBrowser(code: string, language: Language): string {
  return Object.hasOwn(browserReasons, code)
    ? browserReasons[code as keyof typeof browserReasons][language]
    : sentence(code, language);
}

/** `users.csv:12 birthDate Not a date. (date_form)`: one line for people. */
export function findingLine(finding: Finding, language: Language): string {
  const line = finding.line === null ? '' : `:${finding.line}`;
  const byte = finding.byte === undefined ? null : `@${finding.byte}`;
  const where = [finding.file + line, byte, finding.column].filter(Boolean).join(' ');
  return `${where ? `${where}  ` : ''}${sentence(finding.code, language)} (${finding.code})`;
}

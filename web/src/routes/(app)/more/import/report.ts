import type { SayImport } from '#lib/i18n/import.ts';

/** What may be shown of a report alone. */
export const kinds = ['added', 'changed', 'refused', 'note'] as const;
export type LineKind = (typeof kinds)[number];

/** A line of a report: where in the file, and what becomes of it. */
export interface ReportLine {
  readonly kind: LineKind;
  readonly file: string;
  /** Null where it is about the whole file. */
  readonly line: number | null;
  readonly column: string | null;
  readonly text: string;
}

const onePage = 100;

/** The kind that an address asks for; null for all. */
export function kindIn(asked: string | null): LineKind | null {
  return kinds.find((kind) => kind === asked) ?? null;
}

/** One page of the lines of a kind: a hundred, counted from 1; an unknown page is the nearest there is. */
export function pageOf<L extends ReportLine>(all: readonly L[], kind: LineKind | null, asked: string | null) {
  const lines = kind ? all.filter((line) => line.kind === kind) : all;
  const pages = Math.max(1, Math.ceil(lines.length / onePage));
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(asked)) || 1));
  return { lines: lines.slice((page - 1) * onePage, page * onePage), page, pages };
}

/** The address of a page of the report. */
export function addressOf(kind: LineKind | null, page = 1): string {
  const asked = new URLSearchParams({ ...(kind ? { show: kind } : {}), ...(page > 1 ? { page: String(page) } : {}) });
  return `?${asked.toString()}`;
}

/** How fast it goes and how long it still takes, in words; nothing before the first rows. */
export function paceOf(done: number, total: number, tookMs: number, say: SayImport): readonly string[] {
  if (done <= 0 || tookMs <= 0) return [];
  const perSecond = (done * 1_000) / tookMs;
  const left = Math.max(1, Math.ceil((total - done) / perSecond));
  const words = left < 90 ? say('leftSeconds', { n: left }) : say('leftMinutes', { n: Math.ceil(left / 60) });
  return [say('pace', { n: Math.max(1, Math.round(perSecond)) }), words];
}

type Place = Pick<ReportLine, 'file' | 'line' | 'column'> & { readonly byte?: number | null };

/** Where in the file a line of the report, or what the whole is refused for, points. */
export function placeOf({ file, line, column, byte = null }: Place, say: SayImport): readonly string[] {
  const inFile = line === null ? file : say('atLine', { file, line });
  return [inFile, byte === null ? '' : say('atByte', { byte }), column ?? ''].filter(Boolean);
}

/** The lines as a file for spreadsheets: nothing of it a formula there. */
export function csvOf(lines: readonly ReportLine[], say: SayImport): string {
  const head = [say('kind'), say('ofFile'), say('line'), say('column'), say('what')];
  const rows = lines.map((one) => [
    say(`kind_${one.kind}`),
    one.file,
    String(one.line ?? ''),
    one.column ?? '',
    one.text,
  ]);
  return `\ufeff${[head, ...rows].map((row) => row.map(cellOf).join(';')).join('\r\n')}\r\n`;
}

function cellOf(text: string): string {
  const neutral = /^[=+@\t\r-]/.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(neutral) ? `"${neutral.replaceAll('"', '""')}"` : neutral;
}

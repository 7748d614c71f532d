import writeExcelFile from 'write-excel-file/node';
import type { Sheet } from '../src/core/sheets/workbook.ts';

/** Planted fault: takes what looks like a formula for one, as a spreadsheet does with what is typed. */
export function formulaWriter(sheets: readonly Sheet[]): Promise<Buffer> {
  const cell = (value: unknown) =>
    typeof value === 'string' && /^[=+@-]/.test(value)
      ? { value, type: 'Formula' as const }
      : { value: String(value), type: String };
  return writeExcelFile(
    sheets.map(({ title, rows }) => ({ sheet: title, data: rows.map((row) => row.map(cell)) })),
  ).toBuffer();
}

import { findSchool } from '@peremena/projections/queries';
import type { Ctx } from '../parts.ts';
import { shown } from '../route.ts';
import { type Sheet, workbookOf } from './workbook.ts';

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** What is given away as a file: of which school, its name without ending, its sheets, and whom it speaks of, where the policy of the route looks. */
export interface SheetFile {
  readonly schoolId: string;
  readonly name: string;
  readonly sheets: readonly Sheet[];
  readonly of: object;
}

/** The answer of a route that gives a workbook to be kept. */
export async function sheetAnswer(c: Ctx, { schoolId, name, sheets, of }: SheetFile): Promise<Response> {
  shown(c, of);
  const school = await findSchool(c.var.parts.sql, schoolId);
  const bytes = await workbookOf(sheets, c.var.language, [school?.title, name].filter(Boolean).join(' · '));
  return new Response(new Uint8Array(bytes), {
    headers: {
      'Content-Type': type,
      'Content-Disposition': attachment(`${name}.xlsx`),
      'Cache-Control': 'private, no-store',
    },
  });
}

/** `Content-Disposition` (RFC 6266) for a file to be kept: its name in any alphabet, and one in ASCII for programs that know no better. */
export function attachment(name: string): string {
  const clean = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}"*/:<>?\\|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+/, '')
    .trim();
  const cut = shortened(clean);
  const plain = cut.replace(/[^\x20-\x7e]+/g, '_').replaceAll('%', '_');
  const encoded = encodeURIComponent(cut).replace(
    /['()*!]/g,
    (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

// Disks take names of 255 bytes.
function shortened(name: string): string {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot < 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  let cut = [...stem];
  while (Buffer.byteLength(cut.join('')) > 180) cut = cut.slice(0, -1);
  return `${cut.join('').trimEnd()}${ending}`;
}

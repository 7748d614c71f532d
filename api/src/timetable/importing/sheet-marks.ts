/** What a spreadsheet shows of a sheet and its cells alone do not tell. */
export interface SheetMarks {
  /** Rows that are hidden, also by a filter. */
  readonly hidden: ReadonlySet<number>;
  /** Cells merged over several rows: what the uppermost holds is shown beside each. Columns from 0, rows from 1. */
  readonly merged: readonly { readonly column: number; readonly first: number; readonly last: number }[];
  /** The first cell with a formula, `B2`; null where there is none. */
  readonly formula: string | null;
}

/** Reads them from the XML of a sheet. */
export function sheetMarks(xml: string): SheetMarks {
  return {
    hidden: new Set(
      [...xml.matchAll(/<row\b[^>]*>/g)].flatMap(([row]) =>
        /\shidden="(?:1|true)"/.test(row) ? [Number(/\sr="(\d+)"/.exec(row)?.[1] ?? 0)] : [],
      ),
    ),
    merged: [...xml.matchAll(/<mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):[A-Z]{1,3}(\d{1,7})"/g)].flatMap(
      ([, letters = '', from, to]) => {
        const [first, last] = [Number(from), Number(to)];
        return last > first ? [{ column: columnOf(letters), first, last }] : [];
      },
    ),
    formula: formulaIn(xml),
  };
}

/** The XML of each sheet by its title, from the files of a workbook. */
export function sheetsByTitle(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const targets = new Map(
    tags(files.get('xl/_rels/workbook.xml.rels'), 'Relationship').map(({ Id, Target }) => [Id, Target ?? '']),
  );
  return new Map(
    tags(files.get('xl/workbook.xml'), 'sheet').flatMap((sheet) => {
      const [, id] = Object.entries(sheet).find(([key]) => key.endsWith(':id')) ?? [];
      const target = (targets.get(id) ?? '').replace(/^\/xl\/|^\.\//, '');
      const xml = files.get(`xl/${target}`);
      return sheet['name'] === undefined || xml === undefined ? [] : [[sheet['name'], xml] as const];
    }),
  );
}

function formulaIn(xml: string): string | null {
  const at = xml.search(/<f[\s>/]/);
  if (at < 0) return null;
  const cell = xml.lastIndexOf('<c ', at);
  return /\sr="([A-Z]{1,3}\d{1,7})"/.exec(xml.slice(cell, at))?.[1] ?? '';
}

const columnOf = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Attributes of the tags of a name. */
function tags(xml: string | undefined, name: string): Readonly<Record<string, string | undefined>>[] {
  return [...(xml ?? '').matchAll(new RegExp(`<(?:\\w+:)?${name}\\s[^>]*>`, 'g'))].map(([tag]) =>
    Object.fromEntries([...tag.matchAll(/([\w:]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, plain(value)])),
  );
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const plain = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w+));/gi, (whole, decimal?: string, hex?: string, name?: string) => {
    if (name !== undefined) return entities[name] ?? whole;
    const point = decimal === undefined ? parseInt(hex ?? '', 16) : Number(decimal);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });

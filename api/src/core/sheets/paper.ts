import type writeExcelFile from 'write-excel-file/node';
import {
  findElement,
  getCellAddress,
  getOrderOfSiblings,
  getSelfClosingTagMarkup,
  insertElementMarkupAccordingToOrderOfSiblings,
  replaceElement,
  sanitizeTextContent,
} from 'write-excel-file/utility';

type Options = NonNullable<Parameters<typeof writeExcelFile>[1]>;
/** A change of what the writer writes. */
type Printing = NonNullable<Options['features']>[number];

/** What of a sheet matters on paper; `width` in characters. */
export interface PaperSheet {
  readonly title: string;
  readonly headRows: number;
  readonly heldColumns: number;
  /** Sideways. */
  readonly wide: boolean;
  readonly width: number;
}

/** Characters that fit across a page before they become too small to read, and the longest text Excel takes in a header. */
const across = { tall: 130, wide: 190 } as const;
const longestHeader = 255;
/** In inches. */
const margins = { left: 0.4, right: 0.4, top: 0.7, bottom: 0.6, header: 0.3, footer: 0.3 };

/**
 * How a workbook leaves the printer: A4, as many pages across as can still be read, each with the caption above, its number below, the head and the
 * held columns again, and lines. Elements are those of ECMA-376, part 1, 18.2.6 and 18.3.1.
 */
export function onPaper(sheets: readonly PaperSheet[], caption: string): Printing {
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml, _, { sheetIndex }) => sheetOnPaper(xml, sheets[sheetIndex]!, caption),
        },
        'xl/workbook.xml': { transform: (xml) => repeated(xml, sheets) },
      },
    },
  };
}

function sheetOnPaper(xml: string, { wide, width }: PaperSheet, caption: string): string {
  const pages = Math.max(1, Math.ceil(width / (wide ? across.wide : across.tall)));
  const setup = { paperSize: 9, orientation: wide ? 'landscape' : 'portrait', fitToWidth: pages, fitToHeight: 0 };
  return [
    '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>',
    '<printOptions gridLines="1"/>',
    getSelfClosingTagMarkup('pageMargins', margins),
    getSelfClosingTagMarkup('pageSetup', setup),
    `<headerFooter><oddHeader>${sanitizeTextContent(`&C${headerText(caption)}`)}</oddHeader>` +
      `<oddFooter>${sanitizeTextContent('&R&P / &N')}</oddFooter></headerFooter>`,
  ].reduce((so, markup) => put(so, 'xl/worksheets/sheet{id}.xml', 'worksheet', markup), xml);
}

// `&` begins a code of the header.
const headerText = (text: string): string =>
  [...text.replace(/\s+/g, ' ')].reduce((so, one) => {
    const next = so + (one === '&' ? '&&' : one);
    return next.length > longestHeader - 2 ? so : next;
  }, '');

function repeated(xml: string, sheets: readonly PaperSheet[]): string {
  const names = sheets.map(({ title, headRows, heldColumns }, at) => {
    const sheet = `'${title.replaceAll("'", "''")}'!`;
    const columns = heldColumns > 0 ? [`${sheet}$A:$${getCellAddress(0, heldColumns - 1).slice(0, -1)}`] : [];
    const rows = headRows > 0 ? [`${sheet}$1:$${headRows}`] : [];
    const both = [...columns, ...rows].join(',');
    if (!both) return '';
    return `<definedName name="_xlnm.Print_Titles" localSheetId="${at}">${sanitizeTextContent(both)}</definedName>`;
  });
  return put(xml, 'xl/workbook.xml', 'workbook', `<definedNames>${names.join('')}</definedNames>`);
}

/** Puts an element where its kind belongs, in place of one that is there. */
function put(xml: string, file: Parameters<typeof getOrderOfSiblings>[0], parent: string, markup: string): string {
  const tag = /^<(\w+)/.exec(markup)![1]!;
  const there = findElement(xml, tag);
  if (there) return replaceElement(xml, there, markup);
  return insertElementMarkupAccordingToOrderOfSiblings(xml, markup, getOrderOfSiblings(file, parent)!, parent);
}

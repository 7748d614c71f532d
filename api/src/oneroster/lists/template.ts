import type { Language } from '../../core/problem-table.ts';
import { type Sheet, type SheetCell, workbookOf } from '../../core/sheets/workbook.ts';
import { neededIn, type SheetName, sheetNames, sheets, sheetTitles } from './columns.ts';

/** Rows of lists by column, as a template can be filled with. */
export type ListCells = Readonly<Partial<Record<SheetName, readonly Readonly<Record<string, string>>[]>>>;

/** The workbook that a school fills in: a sheet that explains, then one for each list, empty or with these rows. Needed columns have an asterisk. */
export function templateOf(language: Language, rows: ListCells = {}): Promise<Buffer> {
  const lists = sheetNames.map((name): Sheet => {
    const columns = Object.keys(sheets[name]);
    const needed = new Set(neededIn(name));
    const titles = sheets[name] as Readonly<Record<string, Readonly<Record<Language, string>>>>;
    return {
      title: sheetTitles[name][language],
      head: [columns.map((column) => `${titles[column]?.[language] ?? ''}${needed.has(column) ? ' *' : ''}`)],
      rows: (rows[name] ?? []).map((cells) => columns.map((column) => cells[column] ?? null)),
      widths: columns.map((column) => Math.max(14, (titles[column]?.[language].length ?? 0) + 3)),
      heldColumns: name === 'classes' ? 1 : 3,
      wide: true,
    };
  });
  return workbookOf([explanation(language), ...lists], language);
}

function explanation(language: Language): Sheet {
  const { title, lines, examples } = words[language];
  const rows: SheetCell[][] = [
    ...lines.map((line) => [line]),
    [],
    ...examples.flatMap(([sheet, ...cells]) => [[sheetTitles[sheet][language], ...cells]]),
  ];
  return { title, head: [[title]], rows, widths: [70, 16, 16, 16, 16, 16, 16, 16, 16] };
}

const words = {
  ru: {
    title: 'Как заполнять',
    lines: [
      'Заполните листы и пришлите книгу обратно. Столбцы со звёздочкой нужны, остальные можно оставить пустыми или удалить.',
      'Даты: 28.02.2013 или 2013-02-28. Формул быть не должно.',
      'Номер — любой номер человека в школе: личное дело, табельный номер. С ним человека узнают и через год, и в другом классе.',
      'Без номера ученика узнают по имени, дате рождения и классу, взрослого — по имени и телефону или почте.',
      'По одному имени никого ни с кем не соединяют. Если похожий человек уже есть, строка ждёт: напишите в «Решение» «тот же человек» или «другой» и загрузите книгу снова.',
      'Представитель двух детей занимает две строки. С одинаковым телефоном это один человек.',
      'Сотрудники становятся учителями. Должности директора и администратора дают двое в разделе «Сотрудники».',
      'Пустая ячейка ничего не стирает. Кого в книге нет, тот остаётся как был.',
      'Примеры (этот лист не читается):',
    ],
    examples: [
      ['classes', '7Б', '7'],
      ['pupils', '7Б', 'Соколова', 'Анна', 'Игоревна', '28.02.2013', 'Л-417'],
      [
        'guardians',
        'Соколова',
        'Наталья',
        'Сергеевна',
        'мать',
        '+7 900 000-00-00',
        '',
        '',
        '',
        '7Б',
        'Соколова',
        'Анна',
      ],
      ['staff', 'Кравцова', 'Елена', 'Андреевна', '', 'Т-12', '', '', '', '7Б'],
    ],
  },
  en: {
    title: 'How to fill it in',
    lines: [
      'Fill in the sheets and hand the workbook in. Columns with an asterisk are needed; the others may stay empty or be deleted.',
      'Dates: 28.02.2013 or 2013-02-28. There must be no formulas.',
      'The number is any number the school has for a person. By it they are known next year too, and in another class.',
      'Without a number a pupil is known by name, date of birth and class, an adult by name and phone or email.',
      'Nobody is taken for somebody else by the name. Where somebody alike is here already the row waits: write same person or other into Decision, and hand the workbook in again.',
      'A guardian of two children has two rows. With the same phone they are one person.',
      'Staff become teachers. The posts of head and admin are given by two persons, under Staff.',
      'An empty cell erases nothing. Whoever is not in the workbook stays as they were.',
      'Examples (this sheet is not read):',
    ],
    examples: [
      ['classes', '7B', '7'],
      ['pupils', '7B', 'Miller', 'Anna', '', '2013-02-28', 'P-417'],
      ['guardians', 'Miller', 'Jane', '', 'mother', '+44 20 7946 0000', '', '', '', '7B', 'Miller', 'Anna'],
      ['staff', 'Clark', 'Helen', '', '', 'S-12', '', '', '', '7B'],
    ],
  },
} as const satisfies Record<
  Language,
  { title: string; lines: readonly string[]; examples: readonly (readonly [SheetName, ...string[]])[] }
>;

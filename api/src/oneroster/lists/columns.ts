import type { Language } from '../../core/problem-table.ts';
import type { Post } from '@peremena/events';
import { folded } from '../../timetable/importing/columns.ts';

/** The sheets of a workbook of lists and their columns; those marked `needed` a row cannot do without. */
export const sheets = {
  classes: { title: needed('Класс', 'Class'), grade: column('Параллель', 'Grade') },
  pupils: {
    class: needed('Класс', 'Class'),
    ...person(),
    birthDate: column('Дата рождения', 'Date of birth'),
    number: column('Номер', 'Number'),
    from: column('В классе с', 'In the class since'),
    ...reached(),
  },
  guardians: {
    ...person(),
    relation: column('Кем приходится', 'Relation'),
    ...reached(),
    number: column('Номер', 'Number'),
    childClass: needed('Класс ребёнка', 'Class of the child'),
    childFamily: needed('Фамилия ребёнка', 'Family name of the child'),
    childGiven: needed('Имя ребёнка', 'Given name of the child'),
    childMiddle: column('Отчество ребёнка', 'Patronymic of the child'),
    childNumber: column('Номер ребёнка', 'Number of the child'),
  },
  staff: {
    ...person(),
    birthDate: column('Дата рождения', 'Date of birth'),
    number: column('Номер', 'Number'),
    ...reached(),
    tutor: column('Классный руководитель', 'Tutor of the class'),
  },
} as const;

export type SheetName = keyof typeof sheets;
export type ColumnName<S extends SheetName> = keyof (typeof sheets)[S] & string;

interface Heading extends Readonly<Record<Language, string>> {
  readonly needed: boolean;
}
function needed(ru: string, en: string): Heading {
  return { ru, en, needed: true };
}
function column(ru: string, en: string): Heading {
  return { ru, en, needed: false };
}
function person() {
  return {
    family: needed('Фамилия', 'Family name'),
    given: needed('Имя', 'Given name'),
    middle: column('Отчество', 'Patronymic'),
  };
}
function reached() {
  return {
    phone: column('Телефон', 'Phone'),
    email: column('Почта', 'Email'),
    decision: column('Решение', 'Decision'),
  };
}

export const sheetTitles: Readonly<Record<SheetName, Readonly<Record<Language, string>>>> = {
  classes: { ru: 'Классы', en: 'Classes' },
  pupils: { ru: 'Ученики', en: 'Pupils' },
  guardians: { ru: 'Представители', en: 'Guardians' },
  staff: { ru: 'Сотрудники', en: 'Staff' },
};
export const sheetNames = Object.keys(sheets) as SheetName[];

/** The sheet a title names, in either language; null for any other, such as the one that explains. */
export const sheetNamed = (title: string): SheetName | null =>
  sheetNames.find((name) => Object.values(sheetTitles[name]).some((one) => folded(one) === folded(title))) ?? null;

/** The column of a sheet that a heading names, in either language; an asterisk after it makes no difference. */
export function columnNamed(sheet: SheetName, heading: string): string | null {
  const wanted = folded(heading.replaceAll('*', ''));
  const found = Object.entries<Heading>(sheets[sheet]).find(
    ([, { ru, en }]) => folded(ru) === wanted || folded(en) === wanted,
  );
  return found?.[0] ?? null;
}

/** Columns of a sheet that a row cannot do without. */
export const neededIn = (sheet: SheetName): readonly string[] =>
  Object.entries<Heading>(sheets[sheet]).flatMap(([name, heading]) => (heading.needed ? [name] : []));

/** What a column is called in a language. */
export const headingOf = (sheet: SheetName, name: string, language: Language): string =>
  (sheets[sheet] as Readonly<Record<string, Heading>>)[name]?.[language] ?? name;

const relations: Readonly<Record<'mother' | 'father' | 'guardian', readonly string[]>> = {
  mother: ['мать', 'мама', 'mother', 'mum', 'mom'],
  father: ['отец', 'папа', 'father', 'dad'],
  guardian: ['', 'опекун', 'попечитель', 'представитель', 'законный представитель', 'guardian'],
};

/** Who somebody is to a child; null for a word that is not known. */
export const relationIn = (text: string) =>
  (Object.keys(relations) as (keyof typeof relations)[]).find((one) => relations[one].includes(folded(text))) ?? null;

/** What a person decided about somebody who may be here already. `which` counts from 1, null where it is not said. */
export type Decision = { readonly same: true; readonly which: number | null } | { readonly same: false };

/** The decision of a cell: undefined where there is none yet, null where it cannot be read. */
export function decisionIn(text: string): Decision | null | undefined {
  const cell = folded(text);
  if (cell === '') return undefined;
  const same = /^(?:тот же(?: человек)?|та же|same(?: person)?)(?:[ :№#]*(\d{1,2}))?$/.exec(cell);
  if (same) return { same: true, which: same[1] === undefined ? null : Number(same[1]) };
  return /^(?:другой(?: человек)?|другая|other|another|somebody else|different)$/.test(cell) ? { same: false } : null;
}

/** The post that staff of a list gets: any other is given by two persons. */
export const postOfLists: Post = 'teacher';

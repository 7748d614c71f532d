/** The parts of a person's name; null where there is none or it was erased. */
export interface Name {
  readonly family: string | null;
  readonly given: string | null;
  readonly middle: string | null;
}

/** A person as lists show them. `short` is the family name with initials: «Кравцова Е. А.»; empty once the name is erased. */
export interface Named {
  readonly id: string;
  readonly name: Name;
  readonly short: string;
}

export interface NameRow {
  readonly family_name: string | null;
  readonly given_name: string | null;
  readonly middle_name: string | null;
}

const initial = (word: string | null): string[] => (word ? [`${[...word][0]}.`] : []);

export function shortName({ family, given, middle }: Name): string {
  return [...(family ? [family] : []), ...initial(given), ...initial(middle)].join(' ');
}

export function named(id: string, row: NameRow): Named {
  const name = { family: row.family_name, given: row.given_name, middle: row.middle_name };
  return { id, name, short: shortName(name) };
}

const collator = new Intl.Collator('ru');

/** Order of a class list: family name, given name, middle name as Russian sorts them. */
export function byName(a: Named, b: Named): number {
  const words = ({ name }: Named): string => `${name.family ?? ''} ${name.given ?? ''} ${name.middle ?? ''}`;
  return collator.compare(words(a), words(b)) || (a.id < b.id ? -1 : 1);
}

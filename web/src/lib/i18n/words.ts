import type { Language } from './language.ts';

/** One message with a form per plural category of the language; `{n}` is the number. */
export type Plural = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>;
/** Messages of one slice in one language. `{name}` in a message is a place to fill. */
export type Catalogue = Readonly<Record<string, string | Plural>>;

/** What a translation must be like: every key, and a plural where the original has one. */
export type Like<C extends Catalogue> = { readonly [K in keyof C]: C[K] extends string ? string : Plural };

/** What fills the places of a message; `n` chooses the plural form. */
export type Fill = Readonly<Record<string, string | number>>;
export type Say<C extends Catalogue> = (key: keyof C & string, fill?: Fill) => string;

const rules = new Map<Language, Intl.PluralRules>();

function formOf(message: Plural, language: Language, n: number): string {
  const rule = rules.get(language) ?? new Intl.PluralRules(language);
  rules.set(language, rule);
  return message[rule.select(n)] ?? message.other;
}

/** Gives the function that says messages of a catalogue in a language. */
export function sayFrom<C extends Catalogue>(catalogue: C, language: Language): Say<C> {
  return (key, fill = {}) => {
    const message = catalogue[key] ?? key;
    const text = typeof message === 'string' ? message : formOf(message, language, Number(fill['n'] ?? 0));
    return text.replaceAll(/\{(\w+)\}/g, (place, name: string) => {
      const value = fill[name];
      if (value === undefined) return place;
      return typeof value === 'number' ? value.toLocaleString(language) : value;
    });
  };
}

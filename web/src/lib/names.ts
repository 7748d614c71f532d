import type { PersonName } from './answers.ts';

/** «ВС» of Варвара Соколова. */
export function initialsOf({ given, family }: PersonName): string {
  return [given, family].map((word) => [...(word ?? '')][0] ?? '').join('');
}

/** «Варвара Соколова»: as people are spoken to; empty where the name was erased. */
export function spoken({ given, family }: PersonName): string {
  return [given, family].filter(Boolean).join(' ');
}

/** The first name, or what is left of a name. */
export function given({ name, short }: { readonly name: PersonName; readonly short: string }): string {
  return name.given ?? short;
}

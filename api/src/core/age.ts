import { birthDateOf } from './birth-date.ts';
import type { Parts } from './parts.ts';

/** Full years on a date, both `YYYY-MM-DD`. Who was born on 29 February is a year older on 1 March. */
export function ageOn(birthDate: string, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** Full age: Civil Code, article 21. From then on the rights of parents are at an end: Family Code, article 61, paragraph 2. */
export const fullAge = 18;

/** The day from which a person is of full age, null where the school does not know the birth date. */
export async function fullAgeOf(parts: Pick<Parts, 'store' | 'vault'>, personId: string): Promise<string | null> {
  const born = await birthDateOf(parts, personId);
  if (born === null) return null;
  // 29 February becomes 1 March where the year has none.
  const day = new Date(`${Number(born.slice(0, 4)) + fullAge}${born.slice(4)}T00:00:00Z`);
  return day.toISOString().slice(0, 10);
}

/** How old a person is on a date, null where the school does not know the birth date. */
export async function ageOf(parts: Pick<Parts, 'store' | 'vault'>, personId: string, date: string) {
  const born = await birthDateOf(parts, personId);
  return born === null ? null : ageOn(born, date);
}

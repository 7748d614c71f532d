import { birthDateOf } from './birth-date.ts';
import type { Parts } from './parts.ts';

/** Full years on a date, both `YYYY-MM-DD`. Who was born on 29 February is a year older on 1 March. */
export function ageOn(birthDate: string, date: string): number {
  const years = Number(date.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return date.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** How old a person is on a date, null where the school does not know the birth date. */
export async function ageOf(parts: Pick<Parts, 'store' | 'vault'>, personId: string, date: string) {
  const born = await birthDateOf(parts, personId);
  return born === null ? null : ageOn(born, date);
}

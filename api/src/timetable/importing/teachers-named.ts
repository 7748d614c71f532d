import type { Named } from '@peremena/projections/queries';
import { folded } from './columns.ts';

const parts = (text: string): readonly string[] =>
  folded(text)
    .replaceAll('.', '. ')
    .split(' ')
    .map((part) => part.replace(/\.$/, ''))
    .filter(Boolean);

const fits = (written: string | undefined, name: string | null): boolean =>
  written === undefined || folded(name ?? '').startsWith(written);

/**
 * The teachers a name can mean: «Кравцова», «Кравцова Е.А.», «Кравцова Елена Андреевна», also with the family name last. Initials and names are
 * taken from the front, so that «Е.» is anybody whose name begins with it.
 */
export function teachersNamed(text: string, teachers: readonly Named[]): readonly Named[] {
  const written = parts(text);
  const inOrder = (family: string | undefined, given: readonly (string | undefined)[]) =>
    teachers.filter(
      ({ name }) =>
        family !== undefined &&
        folded(name.family ?? '') === family &&
        fits(given[0], name.given) &&
        fits(given[1], name.middle) &&
        given.length <= 2,
    );
  const first = inOrder(written[0], written.slice(1));
  return first.length > 0 || written.length < 2 ? first : inOrder(written.at(-1), written.slice(0, -1));
}

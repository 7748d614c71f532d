import type { Contacts, Named } from '@peremena/projections/queries';
import type { Sheet, SheetCell } from '../core/sheets/workbook.ts';
import type { FileWords } from './file-words.ts';

/** A guardian as a class list tells them. */
export interface ListedGuardian extends Named {
  readonly contacts: Contacts | null;
  /** An order limits what they may know and do. */
  readonly limited: boolean;
}

export interface ListedPupil extends Named {
  readonly birthDate: string | null;
  readonly from: string;
  readonly guardians: readonly ListedGuardian[];
}

// Left to what is in them.
const namesAndDates = Array.from({ length: 5 }, () => undefined);

/** The list of a class: a row a pupil, guardians beside them. */
export function listSheet(pupils: readonly ListedPupil[], words: FileWords): Sheet {
  const most = Math.max(1, ...pupils.map(({ guardians }) => guardians.length));
  const sides = Array.from({ length: most }, (_, at) => (most === 1 ? '' : ` ${at + 1}`));
  const perGuardian = sides.flatMap((n) => [`${words.guardian}${n}`, `${words.phone}${n}`, `${words.email}${n}`]);
  return {
    title: words.list,
    head: [[words.no, words.family, words.given, words.middle, words.born, words.since, ...perGuardian]],
    rows: pupils.map(({ name, birthDate, from, guardians }, at): SheetCell[] => [
      at + 1,
      name.family ?? '',
      name.given ?? '',
      name.middle ?? '',
      birthDate && { date: birthDate },
      { date: from },
      ...guardians.flatMap((guardian) => [
        guardian.limited ? `${fullName(guardian)} (${words.limited})` : fullName(guardian),
        guardian.contacts?.phone ?? '',
        guardian.contacts?.email ?? '',
      ]),
    ]),
    heldColumns: 2,
    widths: [undefined, ...namesAndDates, ...sides.flatMap(() => [24, 18, 24])],
    wide: true,
  };
}

/** Family name, given name and patronymic as they are written in lists. */
export const fullName = ({ name }: Named): string => [name.family, name.given, name.middle].filter(Boolean).join(' ');

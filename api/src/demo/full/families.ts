import type { PersonId } from '@peremena/events';
import { chance, type Chance } from '../chance.ts';
import type { DemoIds } from '../ids.ts';
import { boys, girls, mothers, patronymics, womanly, type Sex } from '../names.ts';
import { birthDate } from '../people.ts';
import type { DemoClass, DemoPerson, DemoPupil } from '../school.ts';
import { surnames } from './surnames.ts';

/** Parents and their children at school, in whatever schools they are. */
export interface Family {
  readonly name: string;
  readonly father: string;
  readonly guardians: DemoPupil['guardians'];
  readonly children: { readonly born: string; readonly givenName: string }[];
}
export interface Population {
  readonly guardians: readonly DemoPerson[];
  readonly pupils: readonly DemoPupil[];
}

const fathers = Object.keys(patronymics);
/** Two children of one mother are so many days apart at least, twins aside. */
const apart = 300;
const days = (a: string, b: string) => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;

/**
 * Fills classes with pupils. Some are brothers and sisters of those before them: of `families` while some are left that `share` allows, which
 * gains the new ones. `year` is the one the school year begins in.
 */
export function populate(options: {
  readonly ids: DemoIds;
  readonly classes: readonly (DemoClass & { readonly size: number })[];
  readonly year: number;
  readonly families: Family[];
  readonly seed: string;
  /** The part of pupils who have a brother or sister already there. */
  readonly siblings: number;
}): Population {
  const { ids, classes, year, families, seed, siblings } = options;
  const luck = chance(`${seed}/families`);
  const guardians: DemoPerson[] = [];
  const pupils: DemoPupil[] = [];

  const begin = (): Family => {
    const key = `family/${seed}/${guardians.length}`;
    const name = luck.pick(surnames);
    const father = luck.pick(fathers);
    const parent = (role: 'mother' | 'father', familyName: string, givenName: string): PersonId => {
      const middleName = patronymics[luck.pick(fathers)]![role === 'father' ? 0 : 1];
      const personId = ids.person(`${key}/${role}`);
      guardians.push({ personId, key: `${key}/${role}`, familyName, givenName, middleName, birthDate: null });
      return personId;
    };
    const alone = luck.next();
    const family: Family = {
      name,
      father,
      guardians: [
        ...(alone < 0.97
          ? [{ guardianId: parent('mother', womanly(name), luck.pick(mothers)), relation: 'mother' as const }]
          : []),
        ...(alone > 0.35 ? [{ guardianId: parent('father', name, father), relation: 'father' as const }] : []),
      ],
      children: [],
    };
    families.push(family);
    return family;
  };
  const siblingsOf = (born: string): Family | null => {
    for (let tries = 0; tries < 12; tries += 1) {
      const family = families.length > 0 ? luck.pick(families) : null;
      if (!family || family.children.length > 3) continue;
      if (family.children.every((child) => days(child.born, born) > apart && days(child.born, born) < 365 * 12))
        return family;
    }
    return null;
  };

  for (const klass of classes) {
    const names = new Set<string>();
    for (let place = 0; place < klass.size; place += 1) {
      const born = birthDate(luck, year - klass.grade - 7);
      const family = (luck.next() < siblings ? siblingsOf(born) : null) ?? begin();
      pupils.push(child(ids, luck, klass, family, born, names, place));
      const twins = place + 1 < klass.size && family.children.length < 3 && luck.next() < 0.012;
      if (twins) pupils.push(child(ids, luck, klass, family, born, names, (place += 1)));
    }
  }
  return { guardians, pupils };
}

function child(
  ids: DemoIds,
  luck: Chance,
  klass: DemoClass,
  family: Family,
  born: string,
  names: Set<string>,
  place: number,
): DemoPupil {
  for (;;) {
    const sex: Sex = luck.next() < 0.5 ? 'm' : 'f';
    const givenName = luck.pick(sex === 'm' ? boys : girls);
    const familyName = sex === 'f' ? womanly(family.name) : family.name;
    const name = `${familyName} ${givenName}`;
    // No namesakes in one class, no two of a name in one family.
    if (names.has(name) || family.children.some((other) => other.givenName === givenName)) continue;
    names.add(name);
    family.children.push({ born, givenName });
    const key = `pupil/${klass.title}/${place}`;
    return {
      personId: ids.person(key),
      key,
      familyName,
      givenName,
      middleName: patronymics[family.father]![sex === 'm' ? 0 : 1],
      birthDate: born,
      klass: klass.title,
      sex,
      ability: Math.min(4.9, Math.max(2.6, 4 + 0.5 * luck.bell())),
      guardians: family.guardians,
    };
  }
}

import type { Calendar } from './calendar.ts';
import { chance, type Chance } from './chance.ts';
import { ids } from './ids.ts';
import { boys, class7b, familyNames, girls, manly, mothers, patronymics, womanly, type Sex } from './names.ts';
import type { DemoPerson, DemoPupil } from './school.ts';
import type { ClassTitle } from './week.ts';

/** Pupils and their guardians, of the classes that are written by hand. */
export interface DemoPeople {
  readonly guardians: readonly DemoPerson[];
  /** Of all classes, each class in the order of its list. */
  readonly pupils: readonly DemoPupil[];
}
/** The pupil with a sign-in; the mother, who has one too, has a son in 3А. */
export const signedInPupil = 'pupil/7Б/Соколова Варвара';

interface Family {
  readonly name: string;
  readonly father: string;
  readonly guardians: DemoPupil['guardians'];
}

const sizes: readonly (readonly [ClassTitle, number, siblings: number])[] = [
  ['7А', 28, 0],
  ['9А', 26, 4],
  ['3А', 26, 4],
];

/** Everybody of the classes written by hand, without the staff. */
export function demoPeople(calendar: Calendar): DemoPeople {
  const luck = chance('people');
  const guardians: DemoPerson[] = [];
  const pupils: DemoPupil[] = [];
  const families: Family[] = [];
  const year = Number(calendar.since.slice(0, 4));
  const free = new Set(familyNames);

  const family = (name: string, father: string, motherGiven = luck.pick(mothers)): Family => {
    const key = `family/${families.length}`;
    const mother = person(
      `${key}/mother`,
      womanly(name),
      motherGiven,
      patronymics[luck.pick(Object.keys(patronymics))]![1],
      null,
    );
    const both = [{ guardianId: mother.personId, relation: 'mother' as const }];
    guardians.push(mother);
    if (luck.next() < 0.6) {
      const fathers = person(`${key}/father`, name, father, patronymics[luck.pick(Object.keys(patronymics))]![0], null);
      guardians.push(fathers);
      families.push({ name, father, guardians: [...both, { guardianId: fathers.personId, relation: 'father' }] });
    } else families.push({ name, father, guardians: both });
    return families.at(-1)!;
  };
  const pupil = (klass: ClassTitle, of: Family, given: string, sex: Sex) => {
    const name = sex === 'f' ? womanly(of.name) : of.name;
    const born = birthDate(luck, year - Number(klass.slice(0, -1)) - 7);
    const known = person(
      `pupil/${klass}/${name} ${given}`,
      name,
      given,
      patronymics[of.father]![sex === 'm' ? 0 : 1],
      born,
    );
    const ability = Math.min(4.9, Math.max(2.6, 4 + 0.5 * luck.bell()));
    pupils.push({ ...known, klass, sex, ability, guardians: of.guardians });
  };

  for (const [name, given, sex, father] of class7b) {
    pupil('7Б', family(manly(name), father, given === 'Варвара' ? 'Наталья' : undefined), given, sex);
  }
  pupil(
    '3А',
    families.find(({ name }) => name === 'Соколов')!,
    'Тимофей',
    'm',
  );
  for (const [klass, size, siblings] of sizes) {
    for (let index = 0; index < size; index += 1) {
      const sex: Sex = luck.next() < 0.5 ? 'm' : 'f';
      const given = luck.pick(sex === 'm' ? boys : girls);
      const name = luck.pick([...free]);
      const of =
        index < siblings
          ? families[index * 3 + (klass === '9А' ? 0 : 31)]!
          : family(name, luck.pick(Object.keys(patronymics)));
      if (index >= siblings) free.delete(name);
      pupil(klass, of, given, sex);
    }
  }
  return { guardians, pupils: pupils.toSorted(inLists) };
}

const russian = new Intl.Collator('ru');
/** The order of class lists: by class, then by name. */
export const inLists = (a: DemoPupil, b: DemoPupil): number =>
  russian.compare(`${a.klass}${a.familyName} ${a.givenName}`, `${b.klass}${b.familyName} ${b.givenName}`);

function person(
  key: string,
  familyName: string,
  givenName: string,
  middleName: string,
  birthDate: string | null,
): DemoPerson {
  return { personId: ids.person(key), key, familyName, givenName, middleName, birthDate };
}

/** A day of birth of one who enters the first grade in `year` + 7. */
export function birthDate(luck: Chance, year: number): string {
  return new Date(Date.UTC(year, 9, 1) + luck.between(0, 364) * 86_400_000).toISOString().slice(0, 10);
}

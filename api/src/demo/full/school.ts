import type { SchoolId } from '@peremena/events';
import type { Calendar } from '../calendar.ts';
import { chance, type Chance } from '../chance.ts';
import { demoGroups, handWritten } from '../groups.ts';
import { ids, idsOf, type DemoIds } from '../ids.ts';
import { manly, mothers, patronymics, womanly } from '../names.ts';
import { demoPeople, inLists } from '../people.ts';
import type { DemoClass, DemoColleague, DemoPupil, DemoSchool } from '../school.ts';
import { colleagues } from '../staff.ts';
import { build } from './build.ts';
import { departments } from './curriculum.ts';
import { populate, type Family } from './families.ts';
import type { Taken } from './placing.ts';
import { surnames } from './surnames.ts';

type SizedClass = DemoClass & { readonly size: number };

/** «Школа № 17» whole: the classes written by hand, with everything the sign-ins are shown, and 29 more around them. */
export function fullSchool(calendar: Calendar, seed: string, families: Family[]): DemoSchool {
  const people = demoPeople(calendar);
  const groups = demoGroups(people);
  families.push(...familiesOf(people.pupils));
  const written = new Set<string>(handWritten.map(({ title }) => title));
  const sized = classesOf(3, chance(`${seed}/sizes`), 34).filter(({ title }) => !written.has(title));
  const classes: readonly DemoClass[] = sized.map(({ title, grade, shift }) => ({ title, grade, shift }));
  const more = populate({ ids, classes: sized, year: yearOf(calendar), families, seed, siblings: 0.3 });
  const taken = groups.flatMap(({ teacher, klass: { shift }, places }) =>
    places.map(({ weekday, slot }): Taken => ({ teacher, shift, weekday, slot })),
  );
  const built = build({
    ids,
    classes,
    pupils: more.pupils,
    staff: new Map([
      ...colleagues,
      ...leadersOf(ids, chance(`${seed}/deputies`), ['deputy1', 'deputy2', 'deputy3'], 'head'),
    ]),
    departments: departmentsOf(groups, taken),
    taken,
    seed,
  });
  return {
    key: '17',
    title: 'Школа № 17',
    ids,
    calendar,
    classes: [...classes, ...handWritten].toSorted((a, b) => a.grade - b.grade || a.title.localeCompare(b.title, 'ru')),
    admin: 'shevchuk',
    guardians: [...people.guardians, ...more.guardians],
    pupils: [...people.pupils, ...more.pupils].toSorted(inLists),
    ...built,
    groups: [...groups, ...built.groups],
    adminAlsoOf: [],
    lively: true,
  };
}

/**
 * A school that nobody wrote by hand: `parallels` classes of every grade. Some of its pupils have brothers and sisters in `families`, which may
 * be of other schools.
 */
export function anySchool(options: {
  readonly calendar: Calendar;
  readonly key: string;
  readonly seed: string;
  readonly parallels: number;
  readonly classSize: number;
  readonly families: Family[];
  readonly adminAlsoOf?: readonly SchoolId[];
}): DemoSchool {
  const { calendar, key, parallels, classSize, families, adminAlsoOf = [] } = options;
  const seed = `${options.seed}/${key}`;
  const own = idsOf(key);
  const sized = classesOf(parallels, chance(`${seed}/sizes`), classSize);
  const classes: readonly DemoClass[] = sized.map(({ title, grade, shift }) => ({ title, grade, shift }));
  const people = populate({ ids: own, classes: sized, year: yearOf(calendar), families, seed, siblings: 0.3 });
  const luck = chance(`${seed}/leaders`);
  const staff = new Map([
    ...leadersOf(own, luck, ['head', ...(parallels > 1 ? ['deputy1', 'deputy2'] : [])], 'head'),
    ...leadersOf(own, luck, ['admin'], 'admin'),
  ]);
  const built = build({ ids: own, classes, pupils: people.pupils, staff, departments: new Map(), taken: [], seed });
  const pupils = people.pupils.toSorted(inLists);
  const title = `Школа № ${key}`;
  const shape = { key, title, ids: own, calendar, classes, admin: 'admin', adminAlsoOf, lively: true };
  return { ...shape, ...people, pupils, ...built };
}

/** The year a school year of this calendar begins in. */
const yearOf = ({ since }: Calendar): number => Number(since.slice(0, 4));

/** Eleven grades; of three classes or more the second, sixth and eighth come in the second shift. */
function classesOf(parallels: number, luck: Chance, size: number): readonly SizedClass[] {
  return Array.from({ length: 11 }, (_, index) => index + 1).flatMap((grade) =>
    ['А', 'Б', 'В', 'Г'].slice(0, parallels).map((letter) => ({
      title: `${grade}${letter}`,
      grade,
      shift: parallels > 2 && [2, 6, 8].includes(grade) ? (2 as const) : (1 as const),
      size: size + luck.between(-2, 2) - (grade > 9 ? 3 : 0),
    })),
  );
}

function leadersOf(
  of: DemoIds,
  luck: Chance,
  keys: readonly string[],
  post: 'head' | 'admin',
): [string, DemoColleague][] {
  return keys.map((key) => {
    const man = luck.next() < 0.3;
    const name = luck.pick(surnames);
    const men = Object.keys(patronymics);
    const names = {
      familyName: man ? name : womanly(name),
      givenName: luck.pick(man ? men : mothers),
      middleName: patronymics[luck.pick(men)]![man ? 0 : 1],
    };
    const place = { post, room: null, tutorOf: null };
    return [key, { personId: of.person(`staff/${key}`), key: `staff/${key}`, ...names, birthDate: null, ...place }];
  });
}

/** The families of the classes written by hand, so that their brothers and sisters may be anywhere. */
function familiesOf(pupils: readonly DemoPupil[]): Family[] {
  return [...Map.groupBy(pupils, ({ guardians }) => guardians)].map(([guardians, children]) => ({
    name: manly(children[0]!.familyName),
    father: Object.keys(patronymics).find((father) => patronymics[father]!.includes(children[0]!.middleName!))!,
    guardians,
    children: children.map(({ birthDate, givenName }) => ({ born: birthDate!, givenName })),
  }));
}

function departmentsOf(groups: DemoSchool['groups'], taken: readonly Taken[]) {
  const hours = Map.groupBy(taken, ({ teacher }) => teacher);
  return new Map(
    departments.map(([name, codes]) => {
      const mine = groups.filter(({ code, klass }) => klass.grade > 4 && codes.includes(code));
      const members = [...new Set(mine.map(({ teacher }) => teacher))].map((key) => ({
        key,
        hours: hours.get(key)?.length ?? 0,
        grades: new Set<number>(),
        shifts: new Set([1]),
      }));
      return [name, members] as const;
    }),
  );
}

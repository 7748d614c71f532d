import { chance } from '../chance.ts';
import { mothers, patronymics, womanly } from '../names.ts';
import type { DemoIds } from '../ids.ts';
import type { DemoClass, DemoColleague, DemoPupil } from '../school.ts';
import type { SubjectCode } from '../subjects.ts';
import { departmentOf, hoursOf, type Division } from './curriculum.ts';
import type { Taken } from './placing.ts';
import { surnames } from './surnames.ts';

/** A subject of a class with its teacher, or with two who teach the parts at the same time. */
export interface Taught {
  readonly klass: DemoClass;
  readonly hours: number;
  readonly division: Division;
  readonly parts: readonly { readonly code: SubjectCode; readonly teacher: string }[];
}
export interface Staffing {
  readonly staff: ReadonlyMap<string, DemoColleague>;
  readonly taught: readonly Taught[];
}
/** A teacher of a department, and what they have to do already. */
export interface Member {
  readonly key: string;
  hours: number;
  readonly grades: Set<number>;
  readonly shifts: Set<number>;
}

/** What a school has before its week is made. */
export interface Before {
  readonly ids: DemoIds;
  readonly classes: readonly DemoClass[];
  readonly pupils: readonly DemoPupil[];
  readonly staff: ReadonlyMap<string, DemoColleague>;
  readonly departments: ReadonlyMap<string, readonly Member[]>;
  /** Lessons that stand already. */
  readonly taken: readonly Taken[];
  readonly seed: string;
}

/** Hours a week that a teacher has at most, and for which one is taken on. */
const [most, usual] = [26, 19];

/**
 * Gives every subject of every class a teacher. Colleagues who are there come first, with the hours they have; as many more are taken on
 * as the hours need. In the first four grades a class has a teacher of its own, who is its tutor; later it is whoever teaches it most.
 */
export function staffClasses({ ids, classes, staff: there, departments, seed }: Before): Staffing {
  const luck = chance(`${seed}/staff`);
  const staff = new Map(there);
  const pools = new Map([...departments].map(([name, members]) => [name, [...members]]));
  const rooms = roomsOf();
  const takeOn = (department: string, room: string | null, tutorOf: string | null = null): Member => {
    const key = `t${staff.size}`;
    const man = luck.next() < (department === 'физк' || department === 'труд' || department === 'обж' ? 0.6 : 0.12);
    const name = luck.pick(surnames);
    const men = Object.keys(patronymics);
    staff.set(key, {
      personId: ids.person(`staff/${key}`),
      key: `staff/${key}`,
      familyName: man ? name : womanly(name),
      givenName: luck.pick(man ? men : mothers),
      middleName: patronymics[luck.pick(men)]![man ? 0 : 1],
      birthDate: null,
      post: 'teacher',
      room,
      tutorOf,
    });
    const member: Member = { key, hours: 0, grades: new Set(), shifts: new Set() };
    pools.set(department, [...(pools.get(department) ?? []), member]);
    return member;
  };

  const units = unitsOf(classes);
  for (const [department, list] of Map.groupBy(units, (unit) => unit.department)) {
    if (department === 'начальная') continue;
    const total = list.reduce((sum, { hours }) => sum + hours, 0);
    const had = (pools.get(department) ?? []).reduce((sum, { hours }) => sum + hours, 0);
    const two = list.some(({ part }) => part === 2) ? 2 : 1;
    const needed = Math.max(two, Math.ceil((total + had) / usual));
    while ((pools.get(department)?.length ?? 0) < needed) {
      takeOn(department, rooms.next(department, pools.get(department)?.length ?? 0));
    }
  }
  const own = new Map<string, string>();
  for (const { title, shift } of classes.filter(({ grade }) => grade <= 4)) {
    own.set(title, takeOn('начальная', rooms.ofClass(shift), title).key);
  }

  const given = new Map<string, string>();
  for (const { klass, department, part, hours } of units.toSorted((a, b) => b.hours - a.hours)) {
    const { title, grade, shift } = klass;
    const other = given.get(`${title}/${department}/1`);
    if (department === 'начальная') {
      given.set(`${title}/${department}/${part}`, own.get(title)!);
      continue;
    }
    const free = pools
      .get(department)!
      .filter(({ key, hours: has }) => (part < 2 || key !== other) && has + hours <= most);
    const cost = (one: Member) =>
      one.hours - (one.grades.has(grade) ? 4 : 0) + (one.shifts.size > 0 && !one.shifts.has(shift) ? 6 : 0);
    const best =
      free.toSorted((a, b) => cost(a) - cost(b))[0] ??
      takeOn(department, rooms.next(department, pools.get(department)!.length));
    best.hours += hours;
    best.grades.add(grade);
    best.shifts.add(shift);
    given.set(`${title}/${department}/${part}`, best.key);
  }
  const taught = classes.flatMap((klass) =>
    hoursOf(klass).map(({ code, hours, division }): Taught => {
      const teacher = (part: number, as = code) =>
        given.get(`${klass.title}/${departmentOf(as, klass.grade)}/${part}`)!;
      const second = division === 'languages' ? ('нем' as const) : code;
      const parts =
        division === 'whole'
          ? [{ code, teacher: teacher(0) }]
          : [
              { code, teacher: teacher(1) },
              { code: second, teacher: teacher(division === 'languages' ? 1 : 2, second) },
            ];
      return { klass, hours, division, parts };
    }),
  );
  appointTutors(staff, classes, taught);
  return { staff, taught };
}

interface Unit {
  readonly klass: DemoClass;
  readonly department: string;
  /** 0 for the whole class. */
  readonly part: number;
  readonly hours: number;
}

/** What one teacher takes over as a whole: all hours of a department in a class or in a part of it. */
function unitsOf(classes: readonly DemoClass[]): readonly Unit[] {
  return classes.flatMap((klass) => {
    const units = new Map<string, Unit>();
    const add = (code: SubjectCode, part: number, hours: number) => {
      const department = departmentOf(code, klass.grade);
      const key = `${department}/${part}`;
      units.set(key, { klass, department, part, hours: hours + (units.get(key)?.hours ?? 0) });
    };
    for (const { code, hours, division } of hoursOf(klass)) {
      if (division === 'whole') add(code, 0, hours);
      else add(code, 1, hours);
      if (division === 'languages') add('нем', 1, hours);
      else if (division !== 'whole') add(code, 2, hours);
    }
    return [...units.values()];
  });
}

function appointTutors(
  staff: Map<string, DemoColleague>,
  classes: readonly DemoClass[],
  taught: readonly Taught[],
): void {
  for (const { title, grade } of classes) {
    if (grade <= 4) continue;
    const hours = new Map<string, number>();
    for (const { klass, parts, hours: many } of taught) {
      if (klass.title === title) for (const { teacher } of parts) hours.set(teacher, (hours.get(teacher) ?? 0) + many);
    }
    const [tutor] =
      [...hours].filter(([key]) => staff.get(key)!.tutorOf === null).toSorted((a, b) => b[1] - a[1])[0] ?? [];
    if (tutor) staff.set(tutor, { ...staff.get(tutor)!, tutorOf: title });
  }
}

const halls = ['зал', 'малый зал', 'стадион', 'бассейн', 'тренажёрный зал', 'зал борьбы'];

/** Rooms: every teacher has one; classes of the first grades have theirs, which two shifts share; sport has halls. */
function roomsOf() {
  let last = 320;
  const classRooms: Record<1 | 2, number> = { 1: 20, 2: 20 };
  return {
    next: (department: string, place: number): string =>
      department === 'физк' ? (halls[place] ?? `площадка ${place}`) : String((last += 1)),
    ofClass: (shift: 1 | 2): string => String((classRooms[shift] += 1)),
  };
}

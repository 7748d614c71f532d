import type { DemoIds } from '../ids.ts';
import { inLists } from '../people.ts';
import type { DemoClass, DemoColleague, DemoGroup, DemoPupil, DemoSchool } from '../school.ts';
import { daysOf } from './curriculum.ts';
import { placeLessons, type Placed, type Week } from './placing.ts';
import { staffClasses, type Before, type Taught } from './staffing.ts';

/** Teachers, groups and the week of a school: everything that follows from its classes. */
export function build(before: Before): Pick<DemoSchool, 'staff' | 'groups' | 'rooms'> {
  const { ids, classes, pupils, taken, seed } = before;
  const { staff, taught } = staffClasses(before);
  const lessons = taught.flatMap((one) => Array.from({ length: one.hours }, () => one));
  const placed = placeLessons(
    classes.map((klass) => weekOf(klass, taught)),
    lessons.map(({ klass, parts }) => ({
      klass: classes.indexOf(klass),
      subject: parts[0]!.code,
      teachers: parts.map(({ teacher }) => teacher),
    })),
    taken,
    seed,
  );
  const places = new Map<Taught, Placed[]>(taught.map((one) => [one, []]));
  for (const [index, place] of placed.entries()) places.get(lessons[index]!)!.push(place);
  const inClass = Map.groupBy(pupils, ({ klass }) => klass);
  const groups = taught.flatMap((one) =>
    groupsOf(ids, staff, one, (inClass.get(one.klass.title) ?? []).toSorted(inLists), places.get(one)!),
  );
  const rooms = [...new Set([...staff.values()].flatMap(({ room }) => room ?? []))].toSorted();
  return { staff, groups, rooms: new Map(rooms.map((room) => [room, room === 'зал' ? 2 : 1])) };
}

/** As many lessons on one day as on another; where they do not come out even, the first days have one more. */
function weekOf(klass: DemoClass, taught: readonly Taught[]): Week {
  const hours = taught.reduce((sum, one) => (one.klass === klass ? sum + one.hours : sum), 0);
  const days = daysOf(klass);
  const lengths = Array.from({ length: days }, (_, day) => Math.floor(hours / days) + (day < hours % days ? 1 : 0));
  return { shift: klass.shift, lengths };
}

function groupsOf(
  ids: DemoIds,
  staff: ReadonlyMap<string, DemoColleague>,
  { klass, division, parts }: Taught,
  pupils: readonly DemoPupil[],
  places: readonly Placed[],
): DemoGroup[] {
  const { title, grade } = klass;
  const own = [...staff.values()].find(({ tutorOf }) => tutorOf === title)?.room ?? null;
  return parts.map(({ code, teacher }, index): DemoGroup => {
    const part = division === 'whole' ? 0 : index + 1;
    const mine = pupils.filter(({ sex }, place) =>
      division === 'whole' ? true : division === 'boys_girls' ? (sex === 'm') === (index === 0) : place % 2 === index,
    );
    const room = grade <= 4 && code !== 'физк' && code !== 'англ' ? own : (staff.get(teacher)?.room ?? null);
    const names = division === 'boys_girls' ? ['мальчики', 'девочки'] : ['группа 1', 'группа 2'];
    return {
      groupId: ids.group(title, code, part),
      klass,
      code,
      title: part ? `${title}, ${names[index]}` : title,
      teacher,
      pupils: mine,
      places: places.map((place) => ({ ...place, room })),
      key: `group/${title}/${code}/${part}`,
    };
  });
}

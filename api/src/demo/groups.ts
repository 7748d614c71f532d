import { defaultBells } from '../school/default-bells.ts';
import { ids } from './ids.ts';
import type { DemoPeople } from './people.ts';
import type { DemoClass, DemoGroup, DemoPlace } from './school.ts';
import { staff, teachersOf, type StaffKey } from './staff.ts';
import type { SubjectCode } from './subjects.ts';
import { classTitles, dayOf, subjectsOf, type ClassTitle } from './week.ts';

/** The classes of the small school. */
export const handWritten: readonly (DemoClass & { readonly title: ClassTitle })[] = classTitles.map((title) => ({
  title,
  grade: Number(title.slice(0, -1)),
  shift: 1,
}));

/** Every group of the classes written by hand: the whole class, or its halves where two teachers teach the subject. */
export function demoGroups(people: DemoPeople): readonly DemoGroup[] {
  return handWritten.flatMap((klass) => {
    const { title } = klass;
    const all = people.pupils.filter((pupil) => pupil.klass === title);
    return subjectsOf(title).flatMap((code) => {
      const teachers = teachersOf(title, code);
      return teachers.map((teacher, index): DemoGroup => {
        const part = teachers.length > 1 ? index + 1 : 0;
        return {
          groupId: ids.group(title, code, part),
          klass,
          code,
          title: part ? `${title}, группа ${part}` : title,
          teacher,
          pupils: part ? all.filter((_, place) => place % teachers.length === index) : all,
          places: placesOf(title, code, teacher),
          key: `group/${title}/${code}/${part}`,
        };
      });
    });
  });
}

function placesOf(title: ClassTitle, code: SubjectCode, teacher: StaffKey): DemoPlace[] {
  // Where a group is taught: the small ones in a room of their own, others where their teacher is.
  const room = title === '3А' && code !== 'физк' && code !== 'англ' ? '12' : staff[teacher].room;
  return [0, 1, 2, 3, 4, 5].flatMap((weekday) =>
    dayOf(title, weekday).flatMap((given, place) =>
      given === code ? [{ weekday, slot: defaultBells[place]!.slot, room }] : [],
    ),
  );
}

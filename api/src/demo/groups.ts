import type { GroupId } from '@peremena/events';
import { ids } from './ids.ts';
import type { DemoPeople, DemoPupil } from './people.ts';
import { teachersOf, type StaffKey } from './staff.ts';
import { classTitles, subjectsOf, type ClassTitle, type SubjectCode } from './timetable.ts';

export interface DemoGroup {
  readonly groupId: GroupId;
  readonly klass: ClassTitle;
  readonly code: SubjectCode;
  readonly title: string;
  readonly teacher: StaffKey;
  readonly pupils: readonly DemoPupil[];
  /** Names the group in keys of commands. */
  readonly key: string;
}

/** Every group: the whole class, or its halves where two teachers teach the subject. */
export function demoGroups(people: DemoPeople): readonly DemoGroup[] {
  return classTitles.flatMap((klass) => {
    const all = people.pupils.filter((pupil) => pupil.klass === klass);
    return subjectsOf(klass).flatMap((code) => {
      const teachers = teachersOf(klass, code);
      return teachers.map((teacher, index): DemoGroup => {
        const part = teachers.length > 1 ? index + 1 : 0;
        return {
          groupId: ids.group(klass, code, part),
          klass,
          code,
          title: part ? `${klass}, группа ${part}` : klass,
          teacher,
          pupils: part ? all.filter((_, place) => place % teachers.length === index) : all,
          key: `group/${klass}/${code}/${part}`,
        };
      });
    });
  });
}

import type {
  AbsenceId,
  BellScheduleId,
  ClassId,
  CommandId,
  EventId,
  GridLessonId,
  GroupId,
  MarkId,
  PersonId,
  SchoolId,
  SpecialDaysId,
  SubjectId,
  TermId,
  TimetableId,
} from '@peremena/events';
import { uuidv5 } from '../core/uuid.ts';

const namespace = 'c1f0d6f4-2c3e-5b0a-8a51-7e0f8d1b9a17';

/** Ids of a demo school, by what tells it from the others: always the same, so that making it again finds it. */
export function idsOf(school: string) {
  const idOf = (name: string) => uuidv5(namespace, school === '17' ? name : `${school}/${name}`);
  const command = (key: string) => idOf(`command/${key}`) as CommandId;
  return {
    school: idOf('school') as SchoolId,
    term: idOf('term') as TermId,
    timetable: idOf('timetable') as TimetableId,
    gridLesson: (key: string) => idOf(`grid/${key}`) as GridLessonId,
    shortBells: idOf('bells/short') as BellScheduleId,
    secondShift: idOf('bells/second') as BellScheduleId,
    secondShort: idOf('bells/second/short') as BellScheduleId,
    specialDays: (key: string) => idOf(`days/${key}`) as SpecialDaysId,
    subject: (code: string) => idOf(`subject/${code}`) as SubjectId,
    class: (title: string) => idOf(`class/${title}`) as ClassId,
    /** `part` counts from 1 where a class is divided, 0 for the whole class. */
    group: (title: string, code: string, part: number) => idOf(`group/${title}/${code}/${part}`) as GroupId,
    person: (key: string) => idOf(`person/${key}`) as PersonId,
    mark: (key: string) => idOf(`mark/${key}`) as MarkId,
    broughtIn: <Id extends string>(key: string) => idOf(`brought-in/${key}`) as Id,
    absence: (key: string) => idOf(`absence/${key}`) as AbsenceId,
    command,
    /** The id of the `index`-th event of a command of the demo. */
    eventOf: (key: string, index: number) => uuidv5(command(key), String(index)) as EventId,
  };
}
export type DemoIds = ReturnType<typeof idsOf>;

/** Those of «Школа № 17». */
export const ids = idsOf('17');

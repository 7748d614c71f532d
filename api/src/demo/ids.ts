import type {
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
import type { ClassTitle, SubjectCode } from './timetable.ts';

const namespace = 'c1f0d6f4-2c3e-5b0a-8a51-7e0f8d1b9a17';
const idOf = (name: string) => uuidv5(namespace, name);

/** Ids of the demo school: always the same, so that making it again finds it. */
export const ids = {
  school: idOf('school') as SchoolId,
  term: idOf('term') as TermId,
  timetable: idOf('timetable') as TimetableId,
  gridLesson: (key: string) => idOf(`grid/${key}`) as GridLessonId,
  shortBells: idOf('bells/short') as BellScheduleId,
  specialDays: (key: string) => idOf(`days/${key}`) as SpecialDaysId,
  subject: (code: SubjectCode) => idOf(`subject/${code}`) as SubjectId,
  class: (title: ClassTitle) => idOf(`class/${title}`) as ClassId,
  /** `part` counts from 1 where a class is divided, 0 for the whole class. */
  group: (title: ClassTitle, code: SubjectCode, part: number) => idOf(`group/${title}/${code}/${part}`) as GroupId,
  person: (key: string) => idOf(`person/${key}`) as PersonId,
  mark: (key: string) => idOf(`mark/${key}`) as MarkId,
  command: (key: string) => idOf(`command/${key}`) as CommandId,
};

/** The id of the `index`-th event of a command of the demo. */
export const eventOf = (key: string, index: number) => uuidv5(ids.command(key), String(index)) as EventId;

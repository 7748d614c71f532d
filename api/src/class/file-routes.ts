import { CalendarDate } from '@peremena/events';
import {
  classAttendance,
  classPeople,
  classRoster,
  contactsOf,
  findClass,
  isLimited,
  type ClassPerson,
} from '@peremena/projections/queries';
import * as v from 'valibot';
import { holdsOn } from '../access/fact.ts';
import { birthDateOf } from '../core/birth-date.ts';
import { mayDo } from '../core/may-write.ts';
import type { Ctx } from '../core/parts.ts';
import { Problem } from '../core/problem.ts';
import { allow } from '../core/registry.ts';
import { classIn, pupilOf } from '../core/resources.ts';
import { about, query, reads, routes } from '../core/route.ts';
import { sheetAnswer } from '../core/sheets/answer.ts';
import type { ClassResource } from '../access/resource.ts';
import { attendanceSheets } from './attendance-sheets.ts';
import { fileWords } from './file-words.ts';
import { type ListedGuardian, type ListedPupil, listSheet } from './list-sheet.ts';

/** The most days an attendance file is made of: a school year and what lies around it. */
const mostDays = 400;

/** What of a class is given away as files. */
export const classFileRoutes = routes()
  .get(
    '/classes/:classId/list.xlsx',
    about({
      summary: 'The list of a class on a date as a workbook: names, birth dates, guardians of today with contacts.',
    }),
    query({ on: v.optional(CalendarDate) }),
    reads('access_facts', 'classes', 'people', 'schools'),
    allow('class.read', classIn, { shows: { kind: 'class_file', of: ['pupils[].id', 'pupils[].guardians[].id'] } }),
    async (c) => {
      const { moment, resource } = c.var;
      const date = c.req.valid('query').on ?? moment.today(resource.schoolId);
      const words = fileWords[c.var.language];
      const [pupils, title] = await Promise.all([listed(c, resource, date), titleOf(c, resource, date)]);
      return sheetAnswer(c, {
        schoolId: resource.schoolId,
        name: `${words.list} ${title} ${date}`,
        sheets: [listSheet(pupils, words)],
        of: { pupils },
      });
    },
  )
  .get(
    '/classes/:classId/attendance.xlsx',
    about({
      summary: 'The attendance of a class from one date to another as a workbook: lessons and days missed, by reason.',
    }),
    query({ from: CalendarDate, to: CalendarDate }),
    reads('access_facts', 'classes', 'people', 'attendance', 'lessons', 'group_members', 'schools'),
    allow('class.read', classIn, { shows: { kind: 'attendance_file', of: ['pupils[].id'] } }),
    async (c) => {
      const { parts, scope, moment, resource } = c.var;
      const { from, to } = c.req.valid('query');
      if (to < from || Date.parse(to) - Date.parse(from) > mostDays * 86_400_000)
        throw new Problem('invalid', { fields: [{ path: 'to', code: 'date_order' }] });
      const words = fileWords[c.var.language];
      const today = moment.today(resource.schoolId);
      const [pupils, title] = await Promise.all([
        classAttendance(parts.sql, scope, { classId: resource.classId, from, to: to < today ? to : today }),
        titleOf(c, resource, from < today ? from : today),
      ]);
      return sheetAnswer(c, {
        schoolId: resource.schoolId,
        name: `${words.attendance} ${title} ${from} – ${to}`,
        sheets: attendanceSheets(pupils, words),
        of: { pupils },
      });
    },
  );

const titleOf = async (c: Ctx, { classId }: ClassResource, date: string): Promise<string> =>
  (await findClass(c.var.parts.sql, classId, date))?.title ?? '';

/** Pupils of a class on a date; birth date and guardians of today of those whose guardians the asker may see. */
async function listed(c: Ctx, { classId, schoolId }: ClassResource, date: string): Promise<readonly ListedPupil[]> {
  const { parts, scope, moment } = c.var;
  const today = moment.today(schoolId);
  const [{ pupils }, people] = await Promise.all([
    classRoster(parts.sql, scope, { classId, date }),
    classPeople(parts.sql, scope, { classId, date }),
  ]);
  const guards = people.filter(({ wards }) => wards.length > 0);
  const ids = guards.map(({ id }) => id);
  const [facts, reached] = await Promise.all([
    parts.facts.ofPeople([...pupils.map(({ id }) => id), ...ids]),
    contactsOf(parts.sql, scope, { ids, date: today }),
  ]);
  const contacts = new Map(reached.map(({ id, email, phone }) => [id, { email, phone }]));
  const guardianOf =
    (pupilId: string) =>
    (guard: ClassPerson): readonly ListedGuardian[] => {
      const { wards: _, ...person } = guard;
      const links = facts.get(guard.id)?.filter((fact) => fact.kind === 'guardian' && fact.pupilId === pupilId) ?? [];
      const [link] = links.filter((fact) => holdsOn(fact, today));
      return link ? [{ ...person, contacts: contacts.get(guard.id) ?? null, limited: isLimited(link, today) }] : [];
    };
  return Promise.all(
    pupils.map(async ({ id, name, short, from }): Promise<ListedPupil> => {
      const place = pupilOf(id, facts.get(id) ?? []);
      const known = place !== null && mayDo(c, 'guardianship.read', place);
      return {
        ...{ id, name, short, from },
        birthDate: known ? await birthDateOf(parts, id) : null,
        guardians: known ? guards.flatMap(guardianOf(id)) : [],
      };
    }),
  );
}

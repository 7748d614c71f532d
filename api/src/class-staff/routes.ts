import { CalendarDate, type ClassId, type SchoolId, streams } from '@peremena/events';
import {
  addDays,
  classRoster,
  classStaff,
  namesOf,
  plannedWith,
  teachersOf,
  type Holder,
} from '@peremena/projections/queries';
import * as v from 'valibot';
import type { ClassResource } from '../access/resource.ts';
import { carriersOf } from '../carriers.ts';
import { answered, metadataOf } from '../core/carry-out.ts';
import type { Ctx } from '../core/parts.ts';
import { notFound } from '../core/problem.ts';
import { allow } from '../core/registry.ts';
import { classIn } from '../core/resources.ts';
import { about, body, query, reads, routes, shown } from '../core/route.ts';
import { ClassStaffBody } from './commands.ts';
import { checkStaff } from './plan.ts';

const refusals = [
  'nothing_changes',
  'not_tutor',
  'not_teaching',
  'already_tutor',
  'already_teaching',
  'members_many',
  'later_facts',
  'teacher_not_there',
] as const;

const seen = ({ id, short, from, to }: Holder) => ({ id, short, from, to });

/** Who looks after a class and who teaches its groups, from a date. For the admin. */
export const classStaffRoutes = routes()
  .get(
    '/classes/:classId/staff',
    about({
      summary: 'Tutors of a class and teachers of its groups on a date and later, and the teachers of the school.',
    }),
    query({ on: v.optional(CalendarDate) }),
    reads('access_facts', 'groups', 'people'),
    allow('class.manage', classIn),
    async (c) => {
      const { parts, scope, moment, resource } = c.var;
      const { classId, schoolId } = resource;
      const date = c.req.valid('query').on ?? moment.today(schoolId);
      const [staff, { groups }, teachers] = await Promise.all([
        classStaff(parts.sql, scope, { classId, date }),
        classRoster(parts.sql, scope, { classId, date }),
        teachersOf(parts.sql, scope, { schoolId, date }),
      ]);
      const of = (id: string) => staff.filter((one) => one.of === id).map(seen);
      return c.json(
        shown(c, {
          class: { id: classId, title: resource.title },
          date,
          tutors: of(classId),
          groups: groups
            .filter(({ ofClass }) => ofClass)
            .map(({ id, title, subject }) => ({ id, title, subject, teachers: of(id) })),
          teachers: teachers.map(({ id, short }) => ({ id, short })),
        }),
      );
    },
  )
  .post(
    '/classes/:classId/staff/preview',
    about({ summary: 'What a change of teacher or tutor would begin, end and leave. Changes nothing.', refusals }),
    allow('class.manage', classIn),
    body(ClassStaffBody),
    async (c) => {
      const { parts, resource } = c.var;
      const wanted = c.req.valid('json');
      await check(c, resource, wanted);
      const { groupId, on, leaves, joins } = wanted;
      const [names, lessons] = await Promise.all([
        namesOf(
          parts.sql,
          [leaves, joins].filter((id) => id !== null),
        ),
        groupId && leaves ? plannedWith(parts.sql, { groupId, teacherId: leaves, from: on }) : 0,
      ]);
      const short = (id: string | null) => (id === null ? null : (names.get(id)?.short ?? null));
      return c.json({
        on,
        lastDay: addDays(on, -1),
        groupId: groupId,
        leaves: short(leaves),
        joins: short(joins),
        lessons,
      });
    },
  )
  .post(
    '/classes/:classId/staff',
    about({
      summary: 'Another tutor for a class, or another teacher for a group of it, from a day on.',
      refusals: ['step_up_needed', ...refusals],
    }),
    allow('class.manage', classIn, { stepUp: true }),
    body(ClassStaffBody),
    async (c) => {
      const { parts, resource, command } = c.var;
      const wanted = c.req.valid('json');
      const schoolId = resource.schoolId as SchoolId;
      const given = { hash: command.hash, metadata: metadataOf(c, schoolId) };
      const { class: inClass, group: inGroup } = carriersOf(parts.commands);
      const { groupId, on, leaves, joins } = wanted;
      const ended = { lastDay: addDays(on, -1) };
      const begun = { from: on, to: null, source: null };
      const carryOut = () =>
        groupId === null
          ? inClass(
              schoolId,
              resource.classId as ClassId,
              [
                ...(leaves ? [{ type: 'ReleaseTutor' as const, teacherId: leaves, ...ended }] : []),
                ...(joins ? [{ type: 'AppointTutor' as const, teacherId: joins, ...begun }] : []),
              ],
              given,
            )
          : inGroup(
              schoolId,
              groupId,
              [
                ...(leaves ? [{ type: 'WithdrawTeacher' as const, teacherId: leaves, ...ended }] : []),
                ...(joins ? [{ type: 'AssignTeacher' as const, teacherId: joins, ...begun }] : []),
              ],
              given,
            );
      const stream =
        groupId === null ? streams.class(schoolId, resource.classId as ClassId) : streams.group(schoolId, groupId);
      // A repeat hears its first answer, though the rules would now say no.
      if (!(await parts.store.findCommand(stream, command))) await check(c, resource, wanted);
      return c.json(answered(await carryOut()));
    },
  );

async function check(c: Ctx, { classId, schoolId }: ClassResource, body: ClassStaffBody): Promise<void> {
  const { parts, scope } = c.var;
  await parts.waitFor([], await parts.store.head(), 5_000);
  const [staff, { groups }, teachers] = await Promise.all([
    classStaff(parts.sql, scope, { classId, date: body.on }),
    classRoster(parts.sql, scope, { classId, date: body.on }),
    teachersOf(parts.sql, scope, { schoolId, date: body.on }),
  ]);
  if (body.groupId !== null && !groups.some(({ id, ofClass }) => ofClass && id === body.groupId)) throw notFound();
  const holders = staff.filter(({ of }) => of === (body.groupId ?? classId));
  checkStaff(body, holders, new Set(teachers.map(({ id }) => id)));
}

import type { AnyEvent, ClassId, CommandId, GroupId, PersonId, SchoolId, SubjectId, TermId } from '@peremena/events';
import { streams } from '@peremena/events';
import fc from 'fast-check';
import { classDecider } from '../../src/class/decider.ts';
import { batch } from '../../src/core/batch.ts';
import type { Decider } from '../../src/core/decider.ts';
import type { CommandHandler } from '../../src/core/handle-command.ts';
import { uuidv5 } from '../../src/core/uuid.ts';
import { groupDecider } from '../../src/group/decider.ts';
import { guardianshipDecider } from '../../src/guardianship/decider.ts';
import { personDecider } from '../../src/person/decider.ts';
import { schoolDecider } from '../../src/school/decider.ts';
import { staffDecider } from '../../src/staff/decider.ts';
import { anyLessons, type Carry, markLessons } from './any-marks.ts';

const id = <T extends string>(name: string) => uuidv5('7a3c9f10-4f0a-5d21-9b6e-0d7f1c2b3a44', name) as T;
export const anySchoolId = id<SchoolId>('school');

/** Names as files of other programs hold them: quotes, separators, what a spreadsheet would take for a formula. */
const name = fc
  .string({ unit: fc.constantFrom(...'Аня Ёж O’"\',;=+-@«»é𝄞'), minLength: 1, maxLength: 12 })
  .map((text) => text.trim().normalize('NFC') || 'Я');
const day = fc
  .integer({ min: 0, max: 80 })
  .map((days) => new Date(Date.UTC(2026, 8, 1 + days)).toISOString().slice(0, 10));
/** One stretch of days, or one that ended and one after it. */
const periods: fc.Arbitrary<{ from: string; to: string | null }[]> = fc.oneof(
  day.map((from) => [{ from, to: null }]),
  fc.tuple(day, fc.boolean()).map(([from, again]) => {
    const later = (days: number) => new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10);
    return [{ from, to: later(7) }, ...(again ? [{ from: later(9), to: null }] : [])];
  }),
);
const person = fc.record({
  familyName: name,
  givenName: name,
  middleName: fc.option(name),
  birthDate: fc.option(fc.constantFrom('2013-02-28', '2012-02-29', '2016-12-31')),
  email: fc.option(fc.constant('a.b@school.example')),
  phone: fc.option(fc.constant('+7 900 000-00-00')),
});
const relation = fc.constantFrom('mother' as const, 'father' as const, 'guardian' as const);

/** Any school that can be told by a bundle. */
export const anySchool = fc.record({
  title: name,
  terms: fc.uniqueArray(fc.constantFrom('09-01', '11-05', '01-11'), { maxLength: 3 }),
  subjects: fc.array(name, { minLength: 1, maxLength: 3 }),
  staff: fc.array(fc.record({ person, post: fc.constantFrom('teacher', 'head', 'admin'), periods }), { maxLength: 4 }),
  classes: fc.array(
    fc.record({
      title: name,
      grade: fc.option(fc.integer({ min: 0, max: 11 })),
      pupils: fc.array(
        fc.record({ person, periods, guardians: fc.array(fc.record({ person, relation }), { maxLength: 2 }) }),
        { maxLength: 4 },
      ),
      lessons: anyLessons(name),
    }),
    { maxLength: 3 },
  ),
});
type School = typeof anySchool extends fc.Arbitrary<infer T> ? T : never;

/** Makes such a school by commands. */
export async function openAnySchool(commands: CommandHandler, school: School): Promise<void> {
  let count = 0;
  const carry: Carry = async <S, C, E extends AnyEvent>(
    stream: string,
    decider: Decider<S, C, E>,
    list: readonly C[],
  ) => {
    const commandId = id<CommandId>(`command/${(count += 1)}`);
    if (list.length === 0) return commandId;
    const ids = { commandId, correlationId: commandId, causationId: commandId, actorId: null };
    const metadata = { ...ids, actingAs: { role: 'system' as const, fact: null }, at: '2026-11-20T09:00:00.000Z' };
    await commands({
      stream,
      decider: batch(decider),
      command: list,
      hash: commandId,
      metadata: { ...metadata, schoolId },
    });
    return commandId;
  };
  const schoolId = anySchoolId;
  const register = async (
    key: string,
    { email, phone, ...one }: School['staff'][number]['person'],
  ): Promise<PersonId> => {
    const personId = id<PersonId>(key);
    await carry(streams.person(personId), personDecider, [
      { type: 'RegisterPerson', personId, ...one, source: null } as never,
      ...(email || phone ? [{ type: 'SetContacts', email, phone } as never] : []),
    ]);
    return personId;
  };
  const source = null;
  const subjects = school.subjects.map((title, index) => ({ title, subjectId: id<SubjectId>(`subject/${index}`) }));
  await carry(streams.school(schoolId), schoolDecider, [
    { type: 'OpenSchool', schoolId, title: school.title, timeZone: 'Europe/Moscow', scale: 'five', source },
    ...subjects.map((one) => ({ type: 'AddSubject' as const, ...one, source })),
    ...school.terms.map((month) => {
      const from = `${month < '08' ? 2027 : 2026}-${month}`;
      const termId = id<TermId>(`term/${month}`);
      return { type: 'ScheduleTerm' as const, termId, title: `T ${month}`, from, to: `${from.slice(0, 8)}28`, source };
    }),
  ]);
  const teachers: PersonId[] = [];
  for (const [index, { person: one, post, periods: held }] of school.staff.entries()) {
    const personId = await register(`staff/${index}`, one);
    teachers.push(personId);
    const order = { type: 'TakePost' as const, schoolId, personId, post: post as 'teacher', source };
    await carry(
      streams.staff(schoolId, personId),
      staffDecider,
      held.map((period) => ({ ...order, ...period })),
    );
  }
  for (const [index, { title, grade, pupils, lessons }] of school.classes.entries()) {
    const classId = id<ClassId>(`class/${index}`);
    const groupId = id<GroupId>(`group/${index}`);
    const enroll: { pupilId: PersonId; from: string; to: string | null }[] = [];
    for (const [place, { person: one, periods: held, guardians }] of pupils.entries()) {
      const pupilId = await register(`pupil/${index}/${place}`, one);
      enroll.push(...held.map((period) => ({ pupilId, ...period })));
      for (const [nth, { person: other, relation: of }] of guardians.entries()) {
        const guardianId = await register(`guardian/${index}/${place}/${nth}`, other);
        const link = {
          type: 'LinkGuardian' as const,
          pupilId,
          guardianId,
          relation: of,
          from: '2026-09-01',
          to: null,
          source,
        };
        await carry(streams.guardianship(pupilId), guardianshipDecider, [link]);
      }
    }
    await carry(streams.class(schoolId, classId), classDecider, [
      { type: 'OpenClass', schoolId, classId, title, grade, source },
      ...teachers
        .slice(0, 1)
        .map((teacherId) => ({ type: 'AppointTutor' as const, teacherId, from: '2026-09-01', to: null, source })),
      ...enroll.map((one) => ({ type: 'EnrollPupil' as const, ...one, source })),
    ]);
    const { subjectId } = subjects[index % subjects.length]!;
    await carry(streams.group(schoolId, groupId), groupDecider, [
      { type: 'FormGroup', schoolId, groupId, subjectId, classId, title, source },
      ...teachers
        .slice(-1)
        .map((teacherId) => ({ type: 'AssignTeacher' as const, teacherId, from: '2026-09-01', to: null, source })),
      ...enroll.map((one) => ({ type: 'JoinGroup' as const, ...one, source })),
    ]);
    const of = { schoolId, groupId, subjectId, termId: id<TermId>(`term/${school.terms[0] ?? 'none'}`) };
    const members = [...new Set(enroll.map(({ pupilId }) => pupilId))];
    await markLessons(carry, { ...of, teacherId: id<PersonId>('staff/0') }, members, lessons);
  }
}

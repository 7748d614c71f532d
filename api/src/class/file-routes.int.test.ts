import readExcelFile from 'read-excel-file/node';
import { streams } from '@peremena/events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { foundSchool, type School } from '../../test/school.ts';
import { openWorld, type World } from '../../test/world.ts';
import type { Look } from '../core/look.ts';

let world: World;
let school: School;
const noted: Look[] = [];
let send: World['send'];
beforeAll(async () => {
  world = await openWorld({ clock: () => new Date('2026-11-20T08:00:00Z') });
  school = await foundSchool(world, '=cmd');
  const { pupil, classmate, guardian, tutor, head } = school.person;
  const ids = { schoolId: school.id, groupId: school.own.group, lessonId: school.own.lesson };
  const happened = (stream: string, type: string, data: object) =>
    world.happened(stream, [{ type, data } as never], school.id);
  await happened(streams.lesson(school.id as never, school.own.lesson as never), 'AttendanceTaken', {
    ...ids,
    present: [classmate],
    exceptions: [{ pupilId: pupil, code: 'ill' }],
  });
  await happened(streams.person(pupil as never), 'BirthDateCorrected', { personId: pupil, birthDate: '2013-02-28' });
  await happened(streams.person(guardian as never), 'ContactsSet', {
    personId: guardian,
    email: 'mother@family.example',
    phone: '+7 900 000-00-00',
  });
  await world.settled();
  await world.signIn(tutor, head, school.person.teacher);
  send = world.with({ looks: { note: (look) => Promise.resolve(void noted.push(look)) } });
});
afterAll(() => world.close());

async function workbook(as: string, path: string, language = 'ru') {
  const answer = await send('GET', path, { as, headers: { 'accept-language': language } });
  expect(answer.status).toBe(200);
  const sheets = await readExcelFile(Buffer.from(await answer.arrayBuffer()));
  const name = decodeURIComponent(answer.headers.get('content-disposition')?.split("UTF-8''")[1] ?? '');
  return { name, sheets: sheets.map(({ sheet, data }) => ({ sheet, data: data })) };
}
const own = () => `/api/classes/${school.own.klass}`;

it('the class list: birth dates, guardians of today with contacts, who is limited; noted for each of them', async () => {
  noted.length = 0;
  const { person } = school;
  const { name, sheets } = await workbook(person.tutor, `${own()}/list.xlsx`);
  expect(name).toBe('Список класса 7Б 2026-11-20.xlsx');
  const [head, ...rows] = sheets[0]?.data ?? [];
  expect(head?.slice(0, 7)).toEqual([
    ...['№', 'Фамилия', 'Имя', 'Отчество', 'Дата рождения', 'В классе с', 'Представитель 1'],
  ]);
  const row = rows.find((cells) => cells[1] === 'pupil-=cmd');
  expect(row?.[4]).toEqual(new Date('2013-02-28T00:00:00Z'));
  expect(row).toEqual(expect.arrayContaining(['guardian-=cmd Имя', '+7 900 000-00-00', 'mother@family.example']));
  expect(row).toContain('limitedGuardian-=cmd Имя (права ограничены)');
  expect(row?.some((cell) => String(cell).startsWith('formerGuardian'))).toBe(false);
  expect(noted).toMatchObject([{ kind: 'class_file', person: person.tutor, thing: school.own.klass }]);
  expect(noted[0]?.subjects).toEqual(
    expect.arrayContaining([person.pupil, person.classmate, person.guardian, person.limitedGuardian]),
  );
});

it('attendance: what was missed and why, in the language of who asks', async () => {
  noted.length = 0;
  const path = `${own()}/attendance.xlsx?from=2026-11-01&to=2026-11-30`;
  const { name, sheets } = await workbook(school.person.head, path, 'en');
  expect(name).toBe('Attendance 7Б 2026-11-01 – 2026-11-30.xlsx');
  const [totals, days] = sheets;
  expect(totals?.data.find((cells) => cells[1] === 'pupil-=cmd Имя')?.slice(2)).toEqual([1, 1, 1, 1, 1, 1, 0]);
  expect(totals?.data.find((cells) => cells[1] === 'classmate-=cmd Имя')?.slice(2)).toEqual([1, 0, 0, 1, 0, 0, 0]);
  expect(days?.data[0]?.[2]).toEqual(new Date('2026-11-19T00:00:00Z'));
  expect(days?.data.find((cells) => cells[1] === 'pupil-=cmd Имя')?.[2]).toBe('i');
  expect(noted).toMatchObject([{ kind: 'attendance_file' }]);
});

it('a period that ends before it begins or lasts for years is refused, field by field', async () => {
  for (const period of ['from=2026-11-30&to=2026-11-01', 'from=2020-01-01&to=2026-11-01', 'from=2026-11-01']) {
    const answer = await send('GET', `${own()}/attendance.xlsx?${period}`, { as: school.person.head });
    expect(answer.status).toBe(422);
  }
});

it('the journal: marks as numbers, absences, averages; topics and homework, nothing of it a formula', async () => {
  noted.length = 0;
  const { name, sheets } = await workbook(school.person.teacher, `/api/journal/${school.own.group}/journal.xlsx`);
  expect(name).toMatch(/^Журнал .*7Б.* II четверть\.xlsx$/);
  const [journal, lessons] = sheets;
  expect(journal?.data[0]?.slice(0, 3)).toEqual(['№', 'Ученик', new Date('2026-11-19T00:00:00Z')]);
  expect(journal?.data.find((cells) => cells[1] === 'pupil-=cmd Имя')?.slice(2)).toEqual(['5 б', 5, 1]);
  expect(journal?.data.find((cells) => cells[1] === 'classmate-=cmd Имя')?.slice(2)).toEqual([5, 5, 1]);
  expect(lessons?.data[1]?.slice(2, 4)).toEqual(['Тема 7Б =cmd', 'Задание 7Б =cmd']);
  expect(noted).toMatchObject([{ kind: 'journal_file', thing: school.own.group }]);
});

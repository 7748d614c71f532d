import { expect, test } from 'vitest';
import { bundleOf } from '../../../test/oneroster/bundle-of.ts';
import { fixture } from '../../../test/oneroster/fixture.ts';
import { openBundle } from '../reading/open-bundle.ts';
import { readBundle } from '../reading/read-bundle.ts';
import { dateOf } from './cells.ts';
import { plan, type Plan, type PlanOptions } from './plan.ts';
import type { SliceName } from './slices.ts';

const options: PlanOptions = { today: '2026-11-22', timeZone: 'Europe/Moscow' };
const planOf = async (name: 'village-1.1' | 'town-1.2') =>
  plan(await readBundle(await openBundle(fixture(name))), options);
const planFrom = async (files: Readonly<Record<string, string>>) => plan(await readBundle(bundleOf(files)), options);

const wished = (made: Plan, slice: SliceName) =>
  [...made.batches]
    .filter((batch) => batch.slice === slice)
    .flatMap((batch) => Array.from(batch.wishes, ({ command }) => command));
const places = (made: Plan, of: 'refused' | 'aside') =>
  of === 'aside'
    ? Array.from(made.aside, ([{ file, line }, reason]) => `${file}:${line} ${reason}`)
    : Array.from(made.refused.values(), ({ file, line, column, code }) => `${file}:${line} ${column} ${code}`);
const found = (made: Plan) =>
  Array.from(made.notes, ({ file, line, column, code }) => `${file}:${line} ${column} ${code}`);

test('1.1: schools, terms, subjects, classes and groups as the bundle has them', async () => {
  const made = await planOf('village-1.1');
  expect(wished(made, 'school').map((command) => [command.type, 'title' in command ? command.title : ''])).toEqual([
    ['OpenSchool', 'Заозёрская школа'],
    ['RenameSchool', 'Заозёрская школа'],
    ['SetBells', ''],
    ['ScheduleTerm', '1 четверть'],
    ['RescheduleTerm', '1 четверть'],
    ['ScheduleTerm', '2 четверть'],
    ['RescheduleTerm', '2 четверть'],
    ['AddSubject', 'Математика'],
    ['RenameSubject', 'Математика'],
    ['AddSubject', 'Английский язык'],
    ['RenameSubject', 'Английский язык'],
  ]);
  const opened = wished(made, 'class').filter(({ type }) => type === 'OpenClass');
  expect(opened).toMatchObject([
    { title: '5А', grade: 5 },
    { title: '5Б', grade: 5 },
  ]);
  const groups = wished(made, 'group').filter(({ type }) => type === 'FormGroup');
  const classId = (opened[0] as { classId: string }).classId;
  expect(groups).toMatchObject([
    { title: 'Математика 5А', classId },
    { title: 'Английский 5 сборная', classId: null },
  ]);
});

test('1.1: people, posts and guardians; contacts that cannot be used are left out', async () => {
  const made = await planOf('village-1.1');
  const people = wished(made, 'person');
  expect(people.filter(({ type }) => type === 'RegisterPerson')).toMatchObject([
    { familyName: 'Иванова', middleName: 'Сергеевна', birthDate: '2015-03-07', source: 'oneroster:u-1' },
    { familyName: 'Петров', birthDate: null },
    { familyName: 'Сидорова' },
    { familyName: 'Кравцова' },
    { familyName: 'Smith', givenName: 'John "Jack"' },
    { familyName: 'Громов' },
    { familyName: 'Иванова', givenName: 'Ольга' },
  ]);
  expect(
    people.find((command) => command.type === 'SetContacts' && command.phone === '+7 900 000-00-02'),
  ).toBeDefined();
  expect(wished(made, 'staff')).toMatchObject([
    { type: 'TakePost', post: 'teacher', from: '2026-09-01' },
    { type: 'TakePost', post: 'teacher' },
    { type: 'TakePost', post: 'admin' },
  ]);
  expect(wished(made, 'guardianship')).toMatchObject([{ type: 'LinkGuardian', relation: 'mother' }]);
  expect(found(made)).toContain('users.csv:3 email email_form');
});

test('1.1: what is refused or left aside says where and why', async () => {
  const made = await planOf('village-1.1');
  expect(places(made, 'refused')).toEqual([
    'demographics.csv:3 birthDate date_exists',
    'enrollments.csv:12 userSourcedId unknown_user',
  ]);
  expect(places(made, 'aside')).toEqual([
    'orgs.csv:2 aside_org',
    'academicSessions.csv:2 aside_session',
    'courses.csv:2 aside_course',
    'courses.csv:5 aside_course',
    'demographics.csv:4 aside_empty',
    'enrollments.csv:13 aside_role',
  ]);
});

test('1.1: a membership begins when its row says, else with the earliest session', async () => {
  const enrolled = wished(await planOf('village-1.1'), 'class').filter(({ type }) => type === 'EnrollPupil');
  expect(enrolled).toMatchObject([{ from: '2026-09-01' }, { from: '2026-09-03' }, { from: '2026-09-01' }]);
});

test('first sign-ins: everybody with a login who is not disabled', async () => {
  const made = await planOf('village-1.1');
  expect(Array.from(made.newcomers, ({ login, classes, schools }) => [login, ...classes, ...schools])).toEqual([
    ['ivanova.anna', '5А', 'Заозёрская школа'],
    ['petrov.ilya', '5А', 'Заозёрская школа'],
    ['sidorova', '5Б', 'Заозёрская школа'],
    ['kravtsova', '5А', 'Заозёрская школа'],
    ['director', 'Заозёрская школа'],
  ]);
});

test('no password of the bundle gets into the plan', async () => {
  const made = await planOf('village-1.1');
  expect(
    JSON.stringify([...made.shelf.walk('select * from place'), ...made.shelf.walk('select * from wish')]),
  ).not.toContain('canary');
});

test('1.2: roles come from roles.csv, with their own dates and schools', async () => {
  const made = await planOf('town-1.2');
  expect(wished(made, 'staff')).toMatchObject([
    { post: 'teacher', from: '2026-08-15', to: null },
    { post: 'head', from: '2026-09-01', to: '2027-06-30' },
  ]);
  expect(wished(made, 'guardianship')).toMatchObject([{ relation: 'guardian' }]);
  expect(places(made, 'refused')).toEqual(['roles.csv:7 role role_unknown']);
  expect(places(made, 'aside')).toEqual(['roles.csv:6 aside_role']);
  expect(found(made)).toContain('manifest.csv:null null source_unnamed');
});

const tiny = {
  'orgs.csv': 'sourcedId,name,type\ns,School,school\n',
  'users.csv': 'sourcedId,givenName,familyName,role,orgSourcedIds\nt,A,B,teacher,s\n',
};

test('the smallest bundle: a school and a teacher', async () => {
  const made = await planFrom(tiny);
  expect(wished(made, 'staff')).toMatchObject([{ post: 'teacher', from: '2026-11-22' }]);
  expect(found(made)).toContain('manifest.csv:null null manifest_absent');
});

test('ids are those of the source: the same again, others for another source', async () => {
  const ids = async (files: Record<string, string>) =>
    Array.from((await planFrom(files)).batches, ({ stream }) => stream);
  const manifest = (code: string) => ({
    ...tiny,
    'manifest.csv': `oneroster.version,1.1\nsource.systemCode,${code}\n`,
  });
  expect(await ids(manifest('a'))).toEqual(await ids(manifest('a')));
  expect(await ids(manifest('a'))).not.toEqual(await ids(manifest('b')));
  const joined = { ...manifest('a'), 'orgs.csv': `${tiny['orgs.csv']}s2,Second,school\n` };
  expect(await ids(joined)).toEqual(expect.arrayContaining(await ids(manifest('a'))));
});

test('nobody is born after today: the date is refused, and the person comes in without it', async () => {
  const made = await planFrom({
    ...tiny,
    'users.csv': 'sourcedId,givenName,familyName,role,orgSourcedIds\nt,A,B,teacher,s\nu,C,D,teacher,s\n',
    'demographics.csv': 'sourcedId,birthDate\nt,2026-11-23\nu,2026-11-22\n',
  });
  expect(places(made, 'refused')).toEqual(['demographics.csv:2 birthDate birth_date_future']);
  const dated = wished(made, 'person').flatMap((command) => ('birthDate' in command ? [command.birthDate] : []));
  expect(dated).toEqual([null, '2026-11-22', '2026-11-22']);
});

test('a refused row takes those that refer to it along, and no others', async () => {
  const made = await planFrom({
    ...tiny,
    'orgs.csv': 'sourcedId,name,type\ns,School,school\nbad,"Evil \u202etxt",school\n',
    'courses.csv': 'sourcedId,title\nc,Art\n',
    'classes.csv':
      'sourcedId,title,courseSourcedId,schoolSourcedId\ng,Art,c,s\nx,Art,c,bad\ny,Art,nope,s\nz,"\u0007",c,s\n',
    'users.csv': `sourcedId,givenName,familyName,role,orgSourcedIds\nt,A,B,teacher,s\nu,C,${'d'.repeat(121)},student,s\nt,A,Again,teacher,s\n`,
    'demographics.csv': 'sourcedId,birthDate\nu,2015-01-01\n',
    'enrollments.csv':
      'classSourcedId,userSourcedId,role\ng,t,teacher\nx,t,teacher\nz,t,teacher\ng,u,student\nq,t,teacher\ng,t,janitor\n',
  });
  expect(places(made, 'refused').toSorted()).toEqual(
    [
      'classes.csv:3 schoolSourcedId refers_to_refused',
      'classes.csv:4 courseSourcedId unknown_course',
      'classes.csv:5 title text_characters',
      'demographics.csv:2 sourcedId refers_to_refused',
      'enrollments.csv:3 classSourcedId refers_to_refused',
      'enrollments.csv:4 classSourcedId refers_to_refused',
      'enrollments.csv:5 userSourcedId refers_to_refused',
      'enrollments.csv:6 classSourcedId unknown_class',
      'enrollments.csv:7 role role_unknown',
      'orgs.csv:3 name text_characters',
      'users.csv:3 familyName text_long',
      'users.csv:4 sourcedId id_twice',
    ].toSorted(),
  );
});

test('a row marked deleted ends a membership, unless another row says that it goes on', async () => {
  const made = await planFrom({
    ...tiny,
    'courses.csv': 'sourcedId,title\nc,Art\n',
    'classes.csv': 'sourcedId,title,courseSourcedId,schoolSourcedId\ng,Art,c,s\n',
    'users.csv': 'sourcedId,givenName,familyName\na,A,A\nb,B,B\n',
    'enrollments.csv': [
      'sourcedId,status,dateLastModified,classSourcedId,userSourcedId,role,beginDate,endDate',
      '1,tobedeleted,2026-10-05T10:00:00Z,g,a,student,2026-09-01,',
      '2,tobedeleted,2026-10-05T10:00:00Z,g,b,student,2026-09-01,',
      '3,active,,g,b,student,2026-09-01,',
    ].join('\n'),
  });
  expect(wished(made, 'group').slice(2)).toMatchObject([
    { type: 'LeaveGroup', lastDay: '2026-10-05' },
    { type: 'JoinGroup', from: '2026-09-01', to: null },
  ]);
});

test('a bundle without a school is refused as a whole', async () => {
  await expect(planFrom({ ...tiny, 'orgs.csv': 'sourcedId,name,type\nd,District,district\n' })).rejects.toMatchObject({
    finding: { code: 'no_school' },
  });
});

test('dates of other places are read where they can mean one day only', () => {
  for (const cell of [
    '2026-09-01',
    '2026-09-01T00:00:00Z',
    '01.09.2026',
    '1.9.2026',
    '2026/9/1',
    '2026.09.01',
    '20260901',
    '1.9.2026 г.',
  ])
    expect(dateOf(cell), cell).toEqual({ date: '2026-09-01' });
  for (const cell of ['9/1/2026', '1-9-2026', '01.09.26', '46266', 'September 1', '1.09', ''])
    expect(dateOf(cell), cell).toEqual({ why: 'date_form' });
  for (const cell of ['2026-02-30', '31.04.2026', '20261301'])
    expect(dateOf(cell), cell).toEqual({ why: 'date_exists' });
});

test('a term that the bundle does not have is noted, and its class is taken', async () => {
  const made = await planFrom({
    ...tiny,
    'classes.csv': 'sourcedId,title,classType,schoolSourcedId,termSourcedIds\nk,5А,homeroom,s,t-later\n',
  });
  expect(made.refused.size).toBe(0);
  expect(found(made)).toContain('classes.csv:2 termSourcedIds unknown_session');
});

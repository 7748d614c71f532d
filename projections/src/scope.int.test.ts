import { afterAll, beforeAll, expect, test } from 'vitest';
import { deaf } from '../test/faults.ts';
import { openTestLog } from '../test/log.ts';
import { openTestReadModels } from '../test/read-models.ts';
import { group, id, klass, make, pupils, school, smallSchool, teacher } from '../test/school.ts';
import { all } from './all.ts';
import type { Sql } from './core/connection.ts';
import { run } from './core/run.ts';
import * as door from './queries.ts';
import type { ActingAs, AccessFact, ListQuery, Scope } from './queries.ts';

const lesson = { id: id('lesson'), date: '2026-09-07' };
const [anna, boris] = pupils as [string, string];
let sql: Sql;

beforeAll(async () => {
  const log = openTestLog();
  ({ sql } = await openTestReadModels());
  const position = await log.append([
    ...smallSchool,
    make.contacts(teacher, 'kravtsova@school.example'),
    make.lesson(lesson.id, lesson.date),
    make.roll(lesson.id, [boris], [{ pupilId: anna, code: 'ill' }]),
    make.mark(lesson.id, anna, '5'),
    make.mark(lesson.id, boris, '2'),
    make.workBroughtIn('old test'),
    make.resultBroughtIn('old test', anna, '95.5'),
    make.resultBroughtIn('old test', boris, '40'),
  ]);
  const stop = new AbortController();
  await run({ sql, ...log, models: all, signal: stop.signal, progress: (at) => at >= position && stop.abort() });
});
afterAll(() => sql.end());

/** What each list query is asked: things that exist, by their right ids. A list query that is missing here fails the test below. */
const week = { schoolId: school, today: lesson.date, from: lesson.date, to: lesson.date };
const asked: Readonly<Record<string, unknown>> = {
  absencesSince: { schoolId: school, date: lesson.date },
  broughtInCountOfGroup: { groupId: group },
  broughtInCountOfPupil: { pupilId: anna },
  broughtInOfPupil: { pupilId: anna },
  broughtInResultsOfGroup: { groupId: group },
  broughtInWorksOfGroup: { groupId: group },
  cellsOf: { lessonIds: [lesson.id] },
  classAttendance: { classId: klass, from: lesson.date, to: lesson.date },
  classList: { date: lesson.date },
  classRoster: { classId: klass, date: lesson.date },
  classStaff: { classId: klass, date: lesson.date },
  contactsOf: { ids: [teacher], date: lesson.date },
  classPeople: { classId: klass, date: lesson.date },
  diary: { pupilId: anna, date: lesson.date },
  gridOfVersion: { schoolId: school, versionId: id('version'), date: lesson.date },
  gridsCompared: { schoolId: school, versionId: id('version'), today: lesson.date },
  groupList: { date: lesson.date },
  groupMembers: { groupId: group, from: lesson.date, to: lesson.date },
  journal: { groupId: group, date: lesson.date },
  knownPupils: { date: lesson.date, part: '' },
  latestYearChange: { schoolId: school },
  lessonPage: { lessonId: lesson.id },
  lessonsOn: { schoolId: school, date: lesson.date },
  markHistory: { lessonId: lesson.id, pupilId: anna },
  marksByGroup: { pupilId: anna },
  nextLessonDay: { schoolId: school, date: '2026-09-01' },
  notices: { personId: anna, since: '2026-01-01T00:00:00Z' },
  pupilConsents: { schoolId: school, date: lesson.date },
  pupilPlaces: { date: lesson.date },
  requests: { now: '2026-09-07T08:00:00Z' },
  schoolCalendar: week,
  schoolClasses: { schoolId: school, date: lesson.date },
  schoolOccupations: week,
  schoolPeople: { date: lesson.date, part: '' },
  settingChangesOf: { schoolId: school },
  staffOf: { schoolId: school, since: lesson.date },
  mergeChoices: { id: lesson.id, schoolId: school },
  standIns: { schoolId: school, groupId: group, subjectId: id('algebra'), date: lesson.date },
  teachersOf: { schoolId: school, date: lesson.date },
  timetable: { ...week, of: { pupilId: anna, groupIds: [group] } },
  timetableChoices: week,
  timetableVersions: { schoolId: school },
  today: { schoolId: school, date: lesson.date },
  versionTold: { schoolId: school, today: lesson.date },
  unsettledLessons: { schoolId: school, date: lesson.date },
};

/** Not lists of people's rows: one thing by its id, facts for deciders and policies, school calendars, or no query at all. */
const others = new Set([
  ...[
    'addDays',
    'byName',
    'createWaiting',
    'carryingOut',
    'dayTold',
    'roomsTake',
    'factsOfRole',
    'followProgress',
    'isLimited',
    'keeps',
    'openBroughtIn',
    'openNotes',
    'openReadModels',
    'parkedEvents',
    'readModels',
    'roleOf',
    'scope',
    'shortName',
    'status',
    'tableNames',
    'projectorLock',
    'belongToLog',
    'resetReadModels',
    'longestLag',
    'lag',
  ],
  ...['termNear', 'termOn', 'weekOf'],
  ...[
    'consentTexts',
    'factsOf',
    'factsOfMany',
    'findClass',
    'findGroup',
    'findLesson',
    'findLessonAt',
    'findMark',
    'findPerson',
    'findRequest',
    'allSchoolIds',
    'findSchool',
    'gridsOf',
    'leadersOf',
    'lessonMarks',
    'lessonsKnown',
    'lessonsOfTerm',
    'memberIdsOn',
    'namesOf',
    'noticeMutes',
    'ownContacts',
    'thingsNamed',
    'occupationsOf',
    'placesWithWork',
    'plannedWith',
    'schoolDaysOf',
    'schoolsByIds',
    'sharedPupilsOf',
  ],
  ...[
    'secondFactorRuleOf',
    'termsOf',
    'unfinishedChanges',
    'unfinishedRequests',
    'unfinishedTimetables',
    'versionInForce',
    'zoneOf',
  ],
]);

const queries = Object.entries(door).filter(([name]) => !others.has(name)) as [string, ListQuery<unknown, unknown>][];

const on = () => lesson.date;
const scopeOf = (personId: string, actingAs: ActingAs, facts: readonly Partial<AccessFact>[]): Promise<Scope> =>
  door.scope(
    sql,
    { personId, facts: facts.map((fact) => ({ schoolId: null, from: '2026-09-01', to: null, ...fact }) as AccessFact) },
    actingAs,
    on,
  );

/** Ids of people, lessons and marks in an answer. */
const idsIn = (answer: unknown): readonly string[] =>
  [anna, boris, teacher, lesson.id, group].filter((one) =>
    JSON.stringify(answer ?? null, (_, value: unknown) => (typeof value === 'bigint' ? '' : value)).includes(one),
  );

test('every query of the door is a list query with a scope, or one of those that need none', () => {
  expect(queries.map(([name]) => name).toSorted()).toEqual(Object.keys(asked).toSorted());
  for (const [name, query] of queries) expect(query.scoped, name).toBe(true);
});

/** With policies out of the way: whoever belongs elsewhere is given nothing of this school, and a pupil nothing of another. */
async function checkForeign(list: readonly (readonly [string, ListQuery<unknown, unknown>])[]): Promise<void> {
  const [other, stranger] = [id('other school'), id('stranger')];
  const scopes = await Promise.all([
    scopeOf(stranger, { role: 'teacher', fact: null }, [
      { kind: 'teaches', schoolId: other, groupId: id('other group') },
    ]),
    scopeOf(stranger, { role: 'head', fact: null }, [{ kind: 'post', schoolId: other, post: 'head' }]),
    scopeOf(stranger, { role: 'admin', fact: null }, [{ kind: 'post', schoolId: school, post: 'head' }]),
    scopeOf(stranger, { role: 'tutor', fact: null }, [{ kind: 'tutor', schoolId: other, classId: id('other class') }]),
    scopeOf(stranger, { role: 'guardian', fact: null }, [{ kind: 'guardian', pupilId: id('other pupil') }]),
    scopeOf(stranger, { role: 'guardian', fact: null }, [{ kind: 'guardian', pupilId: anna, to: '2026-09-06' }]),
    scopeOf(stranger, { role: 'teacher', fact: null }, [{ kind: 'guardian', pupilId: anna }]),
    scopeOf(stranger, { role: 'guardian', fact: id('another fact') }, [
      { kind: 'guardian', pupilId: anna, id: id('a fact') },
    ]),
    scopeOf(stranger, { role: 'pupil', fact: null }, []),
    scopeOf(stranger, { role: 'system', fact: null }, []),
  ]);
  for (const [name, query] of list) {
    for (const foreign of scopes) expect([name, idsIn(await query(sql, foreign, asked[name]))]).toEqual([name, []]);
    const asBoris = await scopeOf(boris, { role: 'pupil', fact: null }, []);
    expect([name, idsIn(await query(sql, asBoris, asked[name])).filter((one) => one === anna)]).toEqual([name, []]);
  }
}

test('T33: with every policy saying yes, no list query gives a row of another school or child', () =>
  checkForeign(queries));

test('planted fault: a query that does not apply its scope is found out', async () => {
  await expect(checkForeign([['markHistory', deaf]])).rejects.toThrow();
});

test('each role is given what is its own', async () => {
  const rows = async (scope: Scope, names: readonly string[]): Promise<readonly boolean[]> =>
    Promise.all(
      names.map(
        async (name) =>
          idsIn(await (door[name as keyof typeof door] as ListQuery<unknown, unknown>)(sql, scope, asked[name]))
            .length > 0,
      ),
    );
  const school_ = { schoolId: school };
  const everywhere = [
    ...['broughtInCountOfPupil', 'broughtInOfPupil', 'broughtInResultsOfGroup'],
    ...['cellsOf', 'groupMembers', 'markHistory'],
  ];
  const ofGroup = [
    ...['broughtInCountOfGroup', 'broughtInWorksOfGroup'],
    ...['journal', 'lessonPage', 'today', 'groupList', 'lessonsOn'],
  ];
  const ofPupil = ['diary', 'pupilPlaces'];
  const yes = (count: number): readonly boolean[] => Array.from({ length: count }, () => true);
  const no = (count: number): readonly boolean[] => yes(count).map(() => false);
  const contacts = (actingAs: ActingAs, fact: Partial<AccessFact>) =>
    scopeOf(id('reader'), actingAs, [fact]).then((own) => rows(own, ['contactsOf']));
  const asAdmin = contacts({ role: 'admin', fact: null }, { kind: 'post', ...school_, post: 'admin' });
  await expect(asAdmin).resolves.toEqual([true]);
  const asColleague = contacts({ role: 'teacher', fact: null }, { kind: 'post', ...school_, post: 'teacher' });
  await expect(asColleague).resolves.toEqual([false]);
  const all_ = [...everywhere, ...ofGroup, ...ofPupil];
  const asTeacher = await scopeOf(teacher, { role: 'teacher', fact: null }, [
    { kind: 'teaches', ...school_, groupId: group },
  ]);
  await expect(rows(asTeacher, all_)).resolves.toEqual([...yes(13), ...no(2)]);
  const asHead = await scopeOf(teacher, { role: 'head', fact: null }, [{ kind: 'post', ...school_, post: 'head' }]);
  await expect(rows(asHead, all_)).resolves.toEqual(yes(15));
  const asTutor = await scopeOf(teacher, { role: 'tutor', fact: null }, [
    { kind: 'tutor', ...school_, classId: klass },
  ]);
  await expect(rows(asTutor, all_)).resolves.toEqual(yes(15));
  const asGuardian = await scopeOf(id('mother'), { role: 'guardian', fact: null }, [
    { kind: 'guardian', pupilId: anna },
  ]);
  await expect(rows(asGuardian, all_)).resolves.toEqual([...yes(6), ...no(7), ...yes(2)]);
});

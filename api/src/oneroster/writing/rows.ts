import type { Post } from '@peremena/events';
import { uuidv5 } from '../../core/uuid.ts';
import { csvLine } from './csv.ts';
import type { Gathered, Person, Taught } from './gather.ts';
import { sourcedIdOf } from './gather.ts';
import type { Packed } from './zip.ts';

type Cells = readonly (string | number | null)[];

/** Bundles tell the whole, so neither status nor moment of a row is said. */
export const [status, modified] = [null, null];
const posts: Readonly<Record<Post, string>> = { teacher: 'teacher', head: 'principal', admin: 'siteAdministrator' };
export const comparing = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The files of a bundle of one school. `loginOf` gives the login of who has one; no password is ever told. */
export function filesOf(
  all: Gathered,
  gradebook: readonly Packed[],
  loginOf: (personId: string) => string | null,
): readonly Packed[] {
  const ids = new Map<string, Person>(all.people.map((person) => [person.personId, person]));
  const tables = [
    file('academicSessions', sessionColumns, sessions(all)),
    file('classes', classColumns, classes(all)),
    file('courses', courseColumns, courses(all)),
    file('demographics', ['sourcedId', 'status', 'dateLastModified', 'birthDate', 'sex'], demographics(all)),
    file('enrollments', enrollmentColumns, enrollments(all, ids)),
    file('orgs', orgColumns, [[all.sourcedId, status, modified, all.school.title, 'school', null, null]]),
    file('roles', roleColumns, roles(all, ids)),
    file('users', userColumns, users(all, ids, loginOf)),
    ...gradebook,
  ].toSorted((a, b) => comparing(a.name, b.name));
  const manifest = manifestOf(tables.map(({ name }) => name.replace(/\.csv$/, '')));
  return [file('manifest', ['propertyName', 'value'], manifest), ...tables];
}

function file(name: string, columns: readonly string[], rows: Iterable<Cells>): Packed {
  function* text() {
    yield csvLine(columns);
    for (const row of rows) yield csvLine(row);
  }
  return { name: `${name}.csv`, text: text() };
}

const ofStandard =
  'academicSessions categories classResources classes courseResources courses demographics enrollments lineItemLearningObjectiveIds ' +
  'lineItemScoreScales lineItems orgs resources resultLearningObjectiveIds resultScoreScales results roles scoreScales userProfiles ' +
  'userResources users';
const manifestOf = (written: readonly string[]): Cells[] => [
  ['manifest.version', '1.0'],
  ['oneroster.version', '1.2'],
  ...ofStandard.split(' ').map((name) => [`file.${name}`, written.includes(name) ? 'bulk' : 'absent']),
  ['source.systemName', 'Peremena'],
  ['source.systemCode', 'peremena'],
];

const sessionColumns =
  'sourcedId status dateLastModified title type startDate endDate parentSourcedId schoolYear'.split(' ');
const sessionsOf = ({ school }: Gathered) =>
  [...school.terms]
    .map(([id, term]) => ({ ...term, sourcedId: sourcedIdOf(id, term.source) }))
    .toSorted((a, b) => comparing(a.sourcedId, b.sourcedId));
function sessions(all: Gathered): Cells[] {
  return sessionsOf(all).map(({ sourcedId, title, from, to }) => {
    // A school year is called by the year it ends in.
    const year = Number(from.slice(0, 4)) + (from.slice(5) < '08-01' ? 0 : 1);
    return [sourcedId, status, modified, title, 'term', from, to, null, year];
  });
}

const courseColumns =
  'sourcedId status dateLastModified schoolYearSourcedId title courseCode grades orgSourcedId subjects subjectCodes'.split(
    ' ',
  );
/** The course that the standard asks for of a homeroom class. */
const homeroomOf = ({ sourcedId }: Gathered) => uuidv5(sourcedId, 'homeroom');
function courses(all: Gathered): Cells[] {
  const taught = new Set(all.taught.map(({ subject }) => subject));
  const subjects = [...all.school.subjects]
    .map(([id, { title, source }]) => ({ title, sourcedId: sourcedIdOf(id, source) }))
    .filter(({ sourcedId }) => taught.has(sourcedId));
  const list = taught.has(null) ? [...subjects, { title: 'Homeroom', sourcedId: homeroomOf(all) }] : subjects;
  return list
    .toSorted((a, b) => comparing(a.sourcedId, b.sourcedId))
    .map(({ sourcedId, title }) => [sourcedId, status, modified, null, title, null, null, all.sourcedId, null, null]);
}

const classColumns =
  'sourcedId status dateLastModified title grades courseSourcedId classCode classType location schoolSourcedId termSourcedIds subjects subjectCodes periods'.split(
    ' ',
  );
function* classes(all: Gathered): Generator<Cells> {
  const terms = sessionsOf(all)
    .map(({ sourcedId }) => sourcedId)
    .join(',');
  for (const { sourcedId, title, grade, subject } of all.taught) {
    const kind = subject === null ? 'homeroom' : 'scheduled';
    const grades = grade === null ? null : String(grade).padStart(2, '0');
    const course = subject ?? homeroomOf(all);
    yield [
      sourcedId,
      status,
      modified,
      title,
      grades,
      course,
      null,
      kind,
      null,
      all.sourcedId,
      terms,
      null,
      null,
      null,
    ];
  }
}

const enrollmentColumns =
  'sourcedId status dateLastModified classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate'.split(
    ' ',
  );
function* enrollments(all: Gathered, people: ReadonlyMap<string, Person>): Generator<Cells> {
  for (const one of all.taught) {
    yield* membership(one, 'teacher', one.teachers);
    yield* membership(one, 'student', one.pupils);
  }

  function* membership({ sourcedId: klass }: Taught, role: string, members: Taught['pupils']): Generator<Cells> {
    const rows = [...members].flatMap(([id, periods]) => {
      const user = people.get(id)?.sourcedId;
      return user ? periods.map(({ from, to }) => ({ user, from, to })) : [];
    });
    rows.sort((a, b) => comparing(a.user, b.user) || comparing(a.from, b.from));
    for (const { user, from, to } of rows) {
      const id = uuidv5(klass, `${user}/${role}/${from}`);
      yield [id, status, modified, klass, all.sourcedId, user, role, 'false', from, to];
    }
  }
}

const orgColumns = 'sourcedId status dateLastModified name type identifier parentSourcedId'.split(' ');

/** The role a guardian has for everybody: a parent where they are of anybody, as the standard knows one role in a school. */
function guardianRoles({ links }: Gathered): ReadonlyMap<string, { role: 'parent' | 'guardian'; sex: string | null }> {
  const found = new Map<string, { role: 'parent' | 'guardian'; sex: string | null }>();
  for (const { guardianId, relation } of links) {
    if (found.get(guardianId)?.role === 'parent') continue;
    const sex = relation === 'mother' ? 'female' : relation === 'father' ? 'male' : null;
    found.set(guardianId, { role: sex ? 'parent' : 'guardian', sex });
  }
  return found;
}

function* demographics(all: Gathered): Generator<Cells> {
  const guardians = guardianRoles(all);
  for (const { personId, sourcedId, birthDate } of all.people) {
    const sex = guardians.get(personId)?.sex ?? null;
    if (birthDate !== null || sex !== null) yield [sourcedId, status, modified, birthDate, sex];
  }
}

const roleColumns =
  'sourcedId status dateLastModified userSourcedId roleType role beginDate endDate orgSourcedId userProfileSourcedId'.split(
    ' ',
  );
function* roles(all: Gathered, people: ReadonlyMap<string, Person>): Generator<Cells> {
  const guardians = guardianRoles(all);
  const pupils = new Set(all.taught.flatMap((one) => [...one.pupils.keys()]));
  const held = Map.groupBy(all.posts, ({ personId }) => personId);
  for (const { personId, sourcedId } of people.values()) {
    const mine: { role: string; from: string | null; to: string | null }[] = [
      ...(held.get(personId) ?? [])
        .map(({ post, from, to }) => ({ role: posts[post], from, to }))
        .toSorted((a, b) => comparing(a.role, b.role) || comparing(a.from, b.from)),
      ...(pupils.has(personId) ? [{ role: 'student', from: null, to: null }] : []),
      ...(guardians.has(personId) ? [{ role: guardians.get(personId)!.role, from: null, to: null }] : []),
    ];
    for (const [place, { role, from, to }] of mine.entries()) {
      const id = uuidv5(sourcedId, `${all.sourcedId}/${role}/${from ?? ''}`);
      const type = place === 0 ? 'primary' : 'secondary';
      yield [id, status, modified, sourcedId, type, role, from, to, all.sourcedId, null];
    }
  }
}

const userColumns =
  'sourcedId status dateLastModified enabledUser username userIds givenName familyName middleName identifier email sms phone agentSourcedIds grades password userMasterIdentifier preferredGivenName preferredMiddleName preferredFamilyName primaryOrgSourcedId pronouns'.split(
    ' ',
  );
function* users(
  all: Gathered,
  people: ReadonlyMap<string, Person>,
  loginOf: (personId: string) => string | null,
): Generator<Cells> {
  const agents = new Map<string, string[]>();
  for (const { pupilId, guardianId } of all.links) {
    const guardian = people.get(guardianId)?.sourcedId;
    if (guardian) agents.set(pupilId, [...(agents.get(pupilId) ?? []), guardian]);
  }
  for (const one of people.values()) {
    const { personId, sourcedId, givenName, familyName, middleName, email, phone } = one;
    const names = [givenName, familyName, middleName];
    const own = agents.get(personId)?.toSorted(comparing).join(',') ?? null;
    yield [
      ...[sourcedId, status, modified, 'true', loginOf(personId), null, ...names, null, email, null, phone, own],
      ...[null, null, null, null, null, null, all.sourcedId, null],
    ];
  }
}
